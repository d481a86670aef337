import { For, Match, Switch } from 'solid-js'
import { Button } from '../base/Button'
import { Empty, Failed, Loading } from '../base/Empty'
import { load } from '../base/loaded'
import { Group, Panel } from '../base/Panel'
import { PersonRow } from '../base/Row'
import { tell } from '../errors'
import { nameOf } from '../names'
import { navigate } from '../route'
import { useApp } from '../state'
import { t } from '../text'

/** Whom one does not want to hear from. */
export function Blocked(props: { onBack: () => void }) {
  const app = useApp()
  const blocked = load(() => app.api.blocked())
  app.on('profile', () => blocked.again())
  return (
    <Panel title={t.shell.contacts.blockedTitle} onBack={props.onBack}>
      <Switch>
        <Match when={blocked.failed()}>{text => <Failed text={text()} onRetry={blocked.again} />}</Match>
        <Match when={blocked.value() === undefined}>
          <Loading />
        </Match>
        <Match when={blocked.value()?.length === 0}>
          <Empty icon="block" title={t.shell.contacts.blockedEmpty} text={t.shell.contacts.blockedText} />
        </Match>
        <Match when={blocked.value()}>
          {peers => (
            <Group note={t.shell.contacts.blockedText}>
              <For each={peers()}>
                {peer => (
                  <PersonRow
                    peer={app.state.peers[peer]}
                    name={nameOf(app.state.peers[peer])}
                    onPick={() => navigate({ kind: 'profile', peer })}
                    end={<Button onClick={async () => (await tell(app.api.setBlocked({ peer, blocked: false })), blocked.again())}>{t.shell.profile.unblock}</Button>}
                  />
                )}
              </For>
            </Group>
          )}
        </Match>
      </Switch>
    </Panel>
  )
}
