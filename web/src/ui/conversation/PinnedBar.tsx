import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import { compareMessages, type Message } from '../../model/message'
import { IconButton } from '../base/Button'
import { tell } from '../errors'
import { previewOf } from '../list/preview'
import { t } from '../text'
import { askToPin } from './messageMenu'
import css from './PinnedBar.module.css'
import { Strip } from './Strip'
import { useTalk } from './talk'

/** The pinned messages, the newest first; each press goes to one and shows the one before it. */
export function PinnedBar() {
  const talk = useTalk()
  const [pinned, setPinned] = createSignal<Message[]>([])
  const [at, setAt] = createSignal(0)
  const current = createMemo(() => pinned()[Math.min(at(), pinned().length - 1)])

  let asked = 0
  const load = async () => {
    const mine = ++asked
    const found = await talk.app.api.pinnedMessages({ peer: talk.peer }).catch(() => undefined)
    if (found && mine === asked) setPinned([...found].sort((a, b) => compareMessages(b, a)))
  }
  // Without a line it is what is kept here; all of it comes with the line.
  const online = createMemo(() => talk.app.state.link.kind === 'online')
  createEffect(on(online, (is, was) => (is || was === undefined) && void load()))
  talk.app.on('history', event => {
    if (event.peer !== talk.peer) return
    const known = new Set(pinned().map(it => it.key))
    if (event.cleared || event.removed.some(key => known.has(key)) || event.messages.some(it => it.pinned !== known.has(it.key) || known.has(it.key))) void load()
  })

  const go = () => {
    const message = current()
    if (!message) return
    setAt(now => (now + 1) % pinned().length)
    void tell(talk.history.jump(message.id))
  }
  return (
    <Show when={current()}>
      {message => (
        <div class={css.bar}>
          <Strip
            title={pinned().length === 1 ? t.talk.pin.one : t.talk.pin.of(pinned().length - pinned().indexOf(message()), pinned().length)}
            text={previewOf(message())}
            onPress={go}
          />
          <IconButton icon="unpin" label={t.talk.menu.unpin} onClick={() => void askToPin(talk, message(), false)} />
        </div>
      )}
    </Show>
  )
}
