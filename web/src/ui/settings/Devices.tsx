import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { SessionInfo } from '../../engine/api'
import { Button } from '../base/Button'
import { ask, Dialog } from '../base/Dialog'
import { Failed, Loading } from '../base/Empty'
import { Field } from '../base/Field'
import { Icon } from '../base/Icon'
import { load } from '../base/loaded'
import { Group, Panel } from '../base/Panel'
import { Row } from '../base/Row'
import { tell } from '../errors'
import { oneLine } from '../oneLine'
import { navigate } from '../route'
import { useApp } from '../state'
import { t } from '../text'
import { momentOf, now, shortOf } from '../text/dates'
import { tokenIn } from './tokenIn'
import css from './Settings.module.css'

const activeSeconds = 90

/** Where one is logged in, and the way to end it anywhere. */
export function Devices(props: { onBack: () => void }) {
  const { api } = useApp()
  const sessions = load(() => api.sessions())
  const [letting, setLetting] = createSignal(false)
  const others = () => (sessions.value() ?? []).filter(one => !one.current).sort((a, b) => b.active - a.active)
  const current = () => sessions.value()?.find(one => one.current)

  const end = async (session: SessionInfo) => {
    const answer = await ask({ title: t.shell.devices.endTitle(titleOf(session)), text: t.shell.devices.endText, yes: t.shell.devices.end, danger: true })
    if (!answer) return
    await tell(api.endSession({ hash: session.hash }))
    sessions.again()
  }
  const endAll = async () => {
    const answer = await ask({ title: t.shell.devices.endAllTitle, text: t.shell.devices.endText, yes: t.shell.devices.endAll, danger: true })
    if (!answer) return
    await tell(api.endOtherSessions())
    sessions.again()
  }

  return (
    <Panel title={t.shell.settings.devices} onBack={props.onBack}>
      <Group note={t.shell.devices.letInText}>
        <Row icon="qr" title={t.shell.devices.letIn} leads onPick={() => setLetting(true)} />
      </Group>
      <Switch>
        <Match when={sessions.failed()}>{text => <Failed text={text()} onRetry={sessions.again} />}</Match>
        <Match when={sessions.value() === undefined}>
          <Loading />
        </Match>
        <Match when={true}>
          <Show when={current()}>
            {session => (
              <Group title={t.shell.devices.this}>
                <Device session={session()} />
              </Group>
            )}
          </Show>
          <Group title={t.shell.devices.others} note={others().length === 0 ? t.shell.devices.none : undefined}>
            <For each={others()}>{session => <Device session={session} onEnd={() => void end(session)} />}</For>
            <Show when={others().length > 1}>
              <Row icon="logout" danger title={t.shell.devices.endAll} onPick={() => void endAll()} />
            </Show>
          </Group>
        </Match>
      </Switch>
      <Show when={letting()}>
        <LinkDialog onClose={() => setLetting(false)} />
      </Show>
    </Panel>
  )
}

const titleOf = (session: SessionInfo): string => oneLine(session.app || session.device)

function Device(props: { session: SessionInfo; onEnd?: () => void }) {
  const one = () => props.session
  const active = () => one().current || now() - one().active < activeSeconds
  return (
    <div class={css.device}>
      <Icon name="devices" />
      <span class={css.deviceWords}>
        <bdi class={css.deviceName}>{titleOf(one())}</bdi>
        <bdi class={css.quiet}>{oneLine([one().device, one().system].filter(part => part !== '').join(', '))}</bdi>
        <small class={css.quiet} title={t.shell.devices.since(momentOf(one().created))}>
          {active() ? t.shell.devices.activeNow : t.shell.devices.active(shortOf(one().active))}
        </small>
      </span>
      <Show when={props.onEnd}>
        <Button look="danger" onClick={() => props.onEnd?.()}>
          {t.shell.devices.end}
        </Button>
      </Show>
    </div>
  )
}

/** Takes the link that another device shows, for whoever cannot point a camera at it. */
function LinkDialog(props: { onClose: () => void }) {
  const [link, setLink] = createSignal('')
  const token = () => tokenIn(link(), location.host)
  const go = () => {
    const found = token()
    if (!found) return
    props.onClose()
    navigate({ kind: 'loginToken', token: found })
  }
  return (
    <Dialog
      title={t.shell.devices.letIn}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t.start.cancel}</Button>
          <Button look="primary" disabled={!token()} onClick={go}>
            {t.start.next}
          </Button>
        </>
      }
    >
      <form
        class={css.formEnd}
        onSubmit={event => {
          event.preventDefault()
          go()
        }}
      >
        <p>{t.shell.devices.letInText}</p>
        <Field label={t.shell.devices.letInLink} value={link()} onText={setLink} error={link().trim() !== '' && !token() ? t.shell.devices.letInWrong : undefined} dir="ltr" autocomplete="off" spellcheck={false} />
      </form>
    </Dialog>
  )
}
