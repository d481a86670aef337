import { Match, Switch } from 'solid-js'
import { ask } from '../base/Dialog'
import { Failed, Loading } from '../base/Empty'
import { load } from '../base/loaded'
import { Group, Panel } from '../base/Panel'
import { Row } from '../base/Row'
import { tell } from '../errors'
import { forgetHere } from '../forget'
import { useApp } from '../state'
import { language, t } from '../text'
import css from './Settings.module.css'

/** What this device keeps, and how to be rid of it. */
export function StorageUse(props: { onBack: () => void }) {
  const app = useApp()
  const used = load(() => app.api.storageUsed())
  const forget = async () => {
    const answer = await ask({ title: t.shell.storage.forgetTitle, text: t.shell.storage.forgetText, yes: t.shell.storage.forgetYes, danger: true })
    if (answer) await tell(forgetHere(app))
  }
  return (
    <Panel title={t.shell.settings.storage} onBack={props.onBack}>
      <Group title={t.shell.storage.used} note={t.shell.storage.usedText}>
        <Switch>
          <Match when={used.failed()}>{text => <Failed text={text()} onRetry={used.again} />}</Match>
          <Match when={used.value() === undefined}>
            <Loading />
          </Match>
          <Match when={used.value()}>
            {figures => (
              <div class={css.figure}>
                <span class={css.figureBig}>
                  <bdi>{bytesOf(figures().bytes)}</bdi>
                </span>
                <span class={css.quiet}>{t.shell.storage.messages(figures().messages)}</span>
              </div>
            )}
          </Match>
        </Switch>
      </Group>
      <Group>
        <Row icon="trash" danger title={t.shell.storage.forget} onPick={() => void forget()} />
      </Group>
    </Panel>
  )
}

function bytesOf(bytes: number): string {
  const big = bytes >= 1_000_000
  return new Intl.NumberFormat(language(), { style: 'unit', unit: big ? 'megabyte' : 'kilobyte', maximumFractionDigits: big ? 1 : 0 }).format(bytes / (big ? 1_000_000 : 1_000))
}
