import { extended, toggled, type Selection } from './selection'
import type { Talk } from './talk'

/**
 * Marking messages by mouse: with Ctrl one, with Shift all up to it, and by drawing from beside a bubble all that is passed. While some
 * are marked, a plain click marks as well, and does nothing else.
 */
export function marking(talk: Talk) {
  let begun: { key: string; before: Selection } | undefined
  let drawn = false

  const selecting = () => talk.selection().keys.size > 0
  const keyAt = (event: MouseEvent): string | undefined => {
    const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset['key']
    return key === undefined || talk.history.byKey().get(key)?.content.kind === 'service' ? undefined : key
  }
  const done = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
  }

  return {
    onMouseDown(event: MouseEvent) {
      const key = keyAt(event)
      const beside = (event.target as Element).closest('[data-bubble], button') === null
      drawn = false
      begun = event.button === 0 && key !== undefined && (beside || selecting()) ? { key, before: talk.selection() } : undefined
      // Else the browser would select the text that is passed.
      if (begun) event.preventDefault()
    },
    onMouseOver(event: MouseEvent) {
      const key = event.buttons === 1 ? keyAt(event) : undefined
      if (begun === undefined || key === undefined || (key === begun.key && !drawn)) return
      drawn = true
      talk.select(extended({ keys: begun.before.keys, from: begun.key }, key, talk.order()))
    },
    /** Before anything in the message hears of it. */
    onClick(event: MouseEvent) {
      if (drawn) return done(event)
      if (!selecting() && ((!event.ctrlKey && !event.metaKey) || (event.target as Element).closest('a, button'))) return
      const key = keyAt(event)
      if (key === undefined) return
      done(event)
      talk.select(now => (event.shiftKey ? extended(now, key, talk.order()) : toggled(now, key)))
    },
  }
}
