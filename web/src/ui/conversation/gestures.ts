import { onCleanup } from 'solid-js'

interface Wanted {
  /** How far the finger has pulled the row, in pixels; 0 when it is let go. */
  swipe: (by: number) => void
  /** It was pulled far enough and let go. */
  swiped: () => void
  /** It was held. */
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

  const end = () => {
    clearTimeout(timer)
    start = undefined
    if (pulled !== 0) wanted.swipe(0)
    pulled = 0
    // The menu that a browser itself opens on a long press comes while the finger is still down, or just after.
    setTimeout(() => (touching = false), 50)
  }
  const onStart = (event: TouchEvent) => {
    const [finger] = event.touches
    if (event.touches.length !== 1 || !finger) return end()
    touching = true
    start = { x: finger.clientX, y: finger.clientY }
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (start && pulled === 0) wanted.pressed(start.x, start.y)
      start = undefined
    }, PRESS_MILLIS)
  }
  const onMove = (event: TouchEvent) => {
    const [finger] = event.touches
    if (!start || !finger) return
    const towardsStart = document.documentElement.dir === 'rtl' ? 1 : -1
    const x = (finger.clientX - start.x) * towardsStart
    const y = Math.abs(finger.clientY - start.y)
    if (Math.max(Math.abs(x), y) > START_PIXELS) clearTimeout(timer)
    if (pulled === 0 && (y > START_PIXELS || x < -START_PIXELS)) return end()
    if (x < START_PIXELS && pulled === 0) return
    const now = Math.min(MOST_PIXELS, Math.max(0, x))
    if (pulled < SWIPE_PIXELS && now >= SWIPE_PIXELS) navigator.vibrate?.(10)
    pulled = now
    wanted.swipe(now * towardsStart)
  }
  const onEnd = () => {
    const far = pulled >= SWIPE_PIXELS
    end()
    if (far) wanted.swiped()
  }

  return {
    /** Whether a finger is down: then the browser's own menu is not wanted. */
    active: () => touching,
    attach(row: HTMLElement) {
      const stop = new AbortController()
      const options = { passive: true, signal: stop.signal }
      row.addEventListener('touchstart', onStart, options)
      row.addEventListener('touchmove', onMove, options)
      row.addEventListener('touchend', onEnd, options)
      row.addEventListener('touchcancel', end, options)
      onCleanup(() => {
        stop.abort()
        clearTimeout(timer)
      })
    },
  }
}
