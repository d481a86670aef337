import { createSignal, Match, Show, Switch } from 'solid-js'
import { Button } from '../base/Button'
import { ask, Dialog } from '../base/Dialog'
import { Failed, Loading } from '../base/Empty'
import { Field } from '../base/Field'
import { load } from '../base/loaded'
import { Group, Panel } from '../base/Panel'
import { Row } from '../base/Row'
import { tell } from '../errors'
import { forgetHere } from '../forget'
import { useApp } from '../state'
import { language, t } from '../text'
import css from './Settings.module.css'

/** What this device keeps, and how to be rid of it: here, or of the whole account everywhere. */
export function StorageUse(props: { onBack: () => void }) {
  const app = useApp()
  const used = load(() => app.api.storageUsed())
  const [deleting, setDeleting] = createSignal(false)
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
        <Row icon="person" danger title={t.shell.settings.deleteAccount} onPick={() => setDeleting(true)} />
      </Group>
      <Show when={deleting()}>
        <DeleteAccount onClose={() => setDeleting(false)} />
      </Show>
    </Panel>
  )
}

function bytesOf(bytes: number): string {
  const big = bytes >= 1_000_000
  return new Intl.NumberFormat(language(), { style: 'unit', unit: big ? 'megabyte' : 'kilobyte', maximumFractionDigits: big ? 1 : 0 }).format(bytes / (big ? 1_000_000 : 1_000))
}

/** Not to be done by a slip: a word has to be typed. */
function DeleteAccount(props: { onClose: () => void }) {
  const { api } = useApp()
  const [typed, setTyped] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const ready = () => typed().trim() === t.shell.account.deleteWord
  const go = async () => {
    setBusy(true)
    await tell(api.deleteAccount({ reason: '' }))
    setBusy(false)
    props.onClose()
  }
  return (
    <Dialog
      title={t.shell.account.deleteTitle}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t.start.cancel}</Button>
          <Button look="danger" busy={busy()} disabled={!ready()} onClick={() => void go()}>
            {t.shell.account.deleteYes}
          </Button>
        </>
      }
    >
      <div class={css.formEnd}>
        <p>{t.shell.account.deleteText}</p>
        <Field label={t.shell.account.deleteType(t.shell.account.deleteWord)} value={typed()} onText={setTyped} autocomplete="off" autocapitalize="characters" spellcheck={false} />
      </div>
    </Dialog>
  )
}
