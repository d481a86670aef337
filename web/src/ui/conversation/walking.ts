import { createSignal } from 'solid-js'
import { openMessageMenu } from './messageMenu'
import { extended, toggled } from './selection'
import type { Talk } from './talk'

/** Going from message to message by keyboard: one row is reached by Tab, arrows go on from it. */
export function walking(talk: Talk, rows: () => HTMLCollectionOf<HTMLElement>) {
  const { history } = talk
  const [last, setLast] = createSignal<string>()

  const go = (from: string, to: HTMLElement | undefined, marks: boolean) => {
    const key = to?.dataset['key']
    if (!to || key === undefined) return
    if (marks) talk.select(now => extended(now.from === undefined ? toggled(now, from) : now, key, talk.order()))
    setLast(key)
    to.focus({ preventScroll: true })
    to.scrollIntoView({ block: 'nearest' })
  }

  return {
    /** A row has the focus. */
    focused: (key: string) => setLast(key),
    /** The row that Tab leads to. */
    reachable() {
      const key = last()
      return key !== undefined && history.byKey().has(key) ? key : history.window().messages.at(-1)?.key
    },
    onKeyDown(event: KeyboardEvent) {
      const row = event.target as HTMLElement
      const key = row.dataset['key']
      if (key === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      const all = [...rows()]
      const at = all.indexOf(row)
      const message = history.byKey().get(key)
      const done = () => {
        event.preventDefault()
        event.stopPropagation()
      }
      if (event.key === 'ArrowUp') (done(), go(key, all[at - 1], event.shiftKey))
      else if (event.key === 'ArrowDown') (done(), at + 1 < all.length ? go(key, all[at + 1], event.shiftKey) : talk.compose.focus())
      else if (event.key === 'End') (done(), void history.toEnd())
      else if (!message) return
      else if (event.key === ' ') (done(), talk.select(now => toggled(now, message.key)))
      else if (event.key === 'Enter' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) (done(), openMessageMenu(talk, message, row))
      else if (event.key.length === 1 && talk.selection().keys.size === 0) talk.compose.focus()
    },
  }
}
