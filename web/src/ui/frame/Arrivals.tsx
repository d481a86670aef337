import { createEffect, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import { numberOf } from '../../model/peer'
import { Button } from '../base/Button'
import { Dialog } from '../base/Dialog'
import { Icon } from '../base/Icon'
import { meant } from '../base/meant'
import { toast } from '../base/Toast'
import { errorOf, tell, wordsOf } from '../errors'
import { nameOf } from '../names'
import { oneLine } from '../oneLine'
import { navigate, route } from '../route'
import { useApp } from '../state'
import { t } from '../text'
import css from './Arrivals.module.css'

/** What somebody came for who opened the app by a link: a person, a device that wants to be let in, or an invitation. */
export function Arrivals() {
  const app = useApp()

  createEffect(
    on(route, async to => {
      if (to.kind !== 'name') return
      try {
        const peer = await app.api.resolveUserName({ userName: to.userName })
        if (route() === to) navigate({ kind: 'conversation', peer }, { replace: true })
      } catch (thrown) {
        const code = errorOf(thrown).code
        toast(code.startsWith('USERNAME_') ? t.shell.find.noUser(oneLine(to.userName)) : wordsOf(thrown))
        if (route() === to) navigate({ kind: 'list' }, { replace: true })
      }
    }),
  )

  const visible = () => void app.api.setVisible({ visible: document.visibilityState === 'visible' }).catch(() => {})
  onMount(() => {
    document.addEventListener('visibilitychange', visible)
    visible()
  })
  onCleanup(() => document.removeEventListener('visibilitychange', visible))

  const token = () => {
    const to = route()
    return to.kind === 'loginToken' ? to.token : undefined
  }
  const invited = () => {
    const to = route()
    return to.kind === 'invite' ? to.number : undefined
  }
  return (
    <>
      <Show when={token()} keyed>
        {one => <LetIn token={one} />}
      </Show>
      <Show when={invited() !== undefined}>
        <Invited number={invited()!} />
      </Show>
    </>
  )
}

const leave = () => navigate({ kind: 'list' }, { replace: true })

/** Asks before an invitation takes the place of whoever is logged in here. The log-in page goes on with it. */
function Invited(props: { number: string }) {
  const app = useApp()
  const ready = meant()
  const [busy, setBusy] = createSignal(false)
  const me = () => app.state.peers[app.self()]
  createEffect(() => {
    if (props.number === '' || props.number === me()?.number) leave()
  })
  const goOn = async () => {
    setBusy(true)
    await tell(app.api.logOut())
    setBusy(false)
  }
  return (
    <Dialog
      title={t.shell.invite.title}
      onClose={leave}
      actions={
        <>
          <Button onClick={leave}>{t.start.cancel}</Button>
          <Button look="danger" busy={busy()} disabled={!ready()} onClick={() => void goOn()}>
            {t.shell.invite.yes}
          </Button>
        </>
      }
    >
      <p>{t.shell.invite.text(numberOf(props.number), nameOf(me()))}</p>
    </Dialog>
  )
}

/** Asks before another device gets into the account. */
function LetIn(props: { token: string }) {
  const app = useApp()
  const [busy, setBusy] = createSignal(false)
  const [failed, setFailed] = createSignal<string>()
  const ready = meant()
  const accept = async () => {
    setBusy(true)
    try {
      const device = await app.api.acceptLoginToken({ token: props.token })
      leave()
      toast(t.shell.devices.askDone(oneLine(`${device.app}, ${device.device}`)))
    } catch (thrown) {
      const code = errorOf(thrown).code
      setFailed(code.startsWith('AUTH_TOKEN_') ? t.shell.devices.askExpired : wordsOf(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t.shell.devices.askTitle}
      onClose={leave}
      actions={
        <>
          <Button onClick={leave}>{failed() ? t.start.close : t.start.cancel}</Button>
          <Show when={!failed()}>
            <Button look="primary" busy={busy()} disabled={!ready()} onClick={() => void accept()}>
              {t.shell.devices.askYes}
            </Button>
          </Show>
        </>
      }
    >
      <div class={css.ask}>
        <span class={css.icon}>
          <Icon name="devices" />
        </span>
        <Show when={failed()} fallback={<p>{t.shell.devices.askText}</p>}>
          <p class={css.failed} role="alert">
            {failed()}
          </p>
        </Show>
      </div>
    </Dialog>
  )
}
