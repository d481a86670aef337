type Side = 'start' | 'end'

interface Wanted {
  /** The sides of the line to which the row can be pulled. */
  sides: readonly Side[]
  /** How far the finger has pulled the row, in pixels; 0 when it is let go. */
  pull: (pixels: number) => void
  /** It was pulled far enough and let go. */
  pulled: (to: Side) => void
  /** It is held long enough, or no longer. */
  hold?: (is: boolean) => void
  /** It was held and let go. Not before: a browser closes what opens under a finger that is still down. */
  pressed: (at: { x: number; y: number }) => void
}

const FAR_PIXELS = 60
const MOST_PIXELS = 90
const START_PIXELS = 12
const PRESS_MILLIS = 450
/** The menu that a browser itself opens on a long press comes while the finger is still down, or just after. */
const AFTER_MILLIS = 50

/** What fingers do with a row: they pull it to a side, or hold it. */
export function touches(wanted: Wanted) {
  let start: { x: number; y: number } | undefined
  let by = 0
  let held = false
  let touching = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let lifted: ReturnType<typeof setTimeout> | undefined
  let silence = () => undefined as void

  const sideOf = (pixels: number): Side => (pixels > 0 === (document.documentElement.dir === 'rtl') ? 'start' : 'end')

  const listen = (row: HTMLElement) => {
    row.addEventListener('touchmove', onMove, { passive: true })
    row.addEventListener('touchend', onEnd)
    row.addEventListener('touchcancel', end)
    silence = () => {
      row.removeEventListener('touchmove', onMove)
      row.removeEventListener('touchend', onEnd)
      row.removeEventListener('touchcancel', end)
    }
  }
  const end = () => {
    silence()
    clearTimeout(timer)
    start = undefined
    if (held) wanted.hold?.(false)
    held = false
    if (by !== 0) wanted.pull(0)
    by = 0
    clearTimeout(lifted)
    lifted = setTimeout(() => (touching = false), AFTER_MILLIS)
  }
  const onStart = (event: TouchEvent) => {
    const [finger] = event.touches
    if (event.touches.length !== 1 || !finger) return end()
    silence()
    listen(event.currentTarget as HTMLElement)
    clearTimeout(lifted)
    touching = true
    start = { x: finger.clientX, y: finger.clientY }
    clearTimeout(timer)
    timer = setTimeout(() => {
      held = true
      navigator.vibrate?.(10)
      wanted.hold?.(true)
    }, PRESS_MILLIS)
  }
  const onMove = (event: TouchEvent) => {
    const [finger] = event.touches
    if (!start || !finger || held) return
    const x = finger.clientX - start.x
    const y = Math.abs(finger.clientY - start.y)
    if (Math.max(Math.abs(x), y) < START_PIXELS && by === 0) return
    clearTimeout(timer)
    const wrong = !wanted.sides.includes(sideOf(x))
    if (by === 0 && (wrong || y > Math.abs(x))) return end()
    const now = wrong ? 0 : Math.max(-MOST_PIXELS, Math.min(MOST_PIXELS, x))
    if (Math.abs(by) < FAR_PIXELS && Math.abs(now) >= FAR_PIXELS) navigator.vibrate?.(10)
    by = now
    wanted.pull(now)
  }
  const onEnd = (event: TouchEvent) => {
    const far = Math.abs(by) >= FAR_PIXELS ? sideOf(by) : undefined
    const press = held ? start : undefined
    // No click comes after it, and no selecting of text.
    if ((press || by !== 0) && event.cancelable) event.preventDefault()
    end()
    if (far) wanted.pulled(far)
    if (press) wanted.pressed(press)
  }

  return {
    /** Whether a finger is down: then the browser's own menu is not wanted. */
    active: () => touching,
    // Rows come and go by the hundred: each listens to the beginning of a touch only.
    attach: (row: HTMLElement) => row.addEventListener('touchstart', onStart, { passive: true }),
  }
}
