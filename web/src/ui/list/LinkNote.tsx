import { createEffect, createSignal, onCleanup, Show } from 'solid-js'
import { Button } from '../base/Button'
import { Spinner } from '../base/Spinner'
import { connected } from '../media'
import { useApp } from '../state'
import { t } from '../text'
import css from './LinkNote.module.css'

const graceMillis = 900

/** Says that the line to the server is down, if it is so for longer than a blink. */
export function LinkNote() {
  const { api, state } = useApp()
  const [late, setLate] = createSignal(false)
  const [left, setLeft] = createSignal(0)

  createEffect(() => {
    if (state.link.kind === 'online') return setLate(false)
    const timer = setTimeout(() => setLate(true), graceMillis)
    onCleanup(() => clearTimeout(timer))
  })
  createEffect(() => {
    const link = state.link
    if (link.kind !== 'waiting') return
    const count = () => setLeft(Math.max(0, Math.ceil((link.retryAtMillis - Date.now()) / 1000)))
    count()
    const timer = setInterval(count, 1000)
    onCleanup(() => clearInterval(timer))
  })

  const words = () => {
    if (!connected()) return t.shell.link.offline
    if (state.link.kind === 'waiting') return left() > 3 ? t.shell.link.waiting(left()) : t.shell.link.connecting
    return state.link.kind === 'updating' ? t.shell.link.updating : t.shell.link.connecting
  }

  return (
    <div class={css.host} role="status">
      <Show when={late()}>
        <div class={css.note}>
          <Spinner small />
          <span class={css.words}>{words()}</span>
          <Show when={state.link.kind === 'waiting' && left() > 3 && connected()}>
            <Button onClick={() => void api.reconnect()}>{t.shell.link.now}</Button>
          </Show>
        </div>
      </Show>
    </div>
  )
}
