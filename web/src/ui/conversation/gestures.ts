interface Wanted {
  /** How far the finger has pulled the row, in pixels; 0 when it is let go. */
  swipe: (by: number) => void
  /** It was pulled far enough and let go. */
  swiped: () => void
  /** It is held long enough, or no longer. */
  hold: (is: boolean) => void
  /** It was held and let go. Not before: a browser closes what opens under a finger that is still down. */
  pressed: (x: number, y: number) => void
}

const SWIPE_PIXELS = 56
const MOST_PIXELS = 84
const START_PIXELS = 12
const PRESS_MILLIS = 450

/** Swiping a row towards the start of the line, and holding a finger on it. */
export function gestures(wanted: Wanted) {
  let start: { x: number; y: number } | undefined
  let pulled = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let touching = false
  let held = false
  let silence = () => undefined as void

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
    silence = () => undefined
    clearTimeout(timer)
    start = undefined
    if (held) wanted.hold(false)
    held = false
    if (pulled !== 0) wanted.swipe(0)
    pulled = 0
    // The menu that a browser itself opens on a long press comes while the finger is still down, or just after.
    setTimeout(() => (touching = false), 50)
  }
  const onStart = (event: TouchEvent) => {
    const [finger] = event.touches
    if (event.touches.length !== 1 || !finger) return end()
    silence()
    listen(event.currentTarget as HTMLElement)
    touching = true
    start = { x: finger.clientX, y: finger.clientY }
    clearTimeout(timer)
    timer = setTimeout(() => {
      held = true
      navigator.vibrate?.(10)
      wanted.hold(true)
    }, PRESS_MILLIS)
  }
  const onMove = (event: TouchEvent) => {
    const [finger] = event.touches
    if (!start || !finger) return
    const towardsStart = document.documentElement.dir === 'rtl' ? 1 : -1
    const x = (finger.clientX - start.x) * towardsStart
    const y = Math.abs(finger.clientY - start.y)
    if (held) return
    if (Math.max(Math.abs(x), y) > START_PIXELS) clearTimeout(timer)
    if (pulled === 0 && (y > START_PIXELS || x < -START_PIXELS)) return end()
    if (x < START_PIXELS && pulled === 0) return
    const now = Math.min(MOST_PIXELS, Math.max(0, x))
    if (pulled < SWIPE_PIXELS && now >= SWIPE_PIXELS) navigator.vibrate?.(10)
    pulled = now
    wanted.swipe(now * towardsStart)
  }
  const onEnd = (event: TouchEvent) => {
    const far = pulled >= SWIPE_PIXELS
    const press = held ? start : undefined
    // No click and no selecting of text come after it.
    if (press && event.cancelable) event.preventDefault()
    end()
    if (far) wanted.swiped()
    if (press) wanted.pressed(press.x, press.y)
  }

  return {
    /** Whether a finger is down: then the browser's own menu is not wanted. */
    active: () => touching,
    // Rows come and go by the hundred: each listens to the beginning of a touch only.
    attach: (row: HTMLElement) => row.addEventListener('touchstart', onStart, { passive: true }),
  }
}
