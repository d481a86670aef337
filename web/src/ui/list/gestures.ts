const longMillis = 450
const slopPixels = 10
const actPixels = 72

interface RowGestures {
  /** How far the row is drawn aside, in pixels; positive: to the right. */
  setShift: (pixels: number) => void
  onStart: () => void
  onEnd: () => void
  onLong: (at: { x: number; y: number }) => void
}

/** What fingers do with a row: a long press opens its menu, a swipe to either side does the commonest thing there is on that side. */
export function rowGestures(row: HTMLElement, gestures: RowGestures): void {
  let from: { x: number; y: number; id: number } | undefined
  let swiping = false
  let held = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const end = () => {
    clearTimeout(timer)
    from = undefined
    swiping = false
    gestures.setShift(0)
  }
  const swallow = (event: Event) => {
    if (!held) return
    held = false
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  row.addEventListener('pointerdown', event => {
    held = false
    if (event.pointerType === 'mouse') return
    from = { x: event.clientX, y: event.clientY, id: event.pointerId }
    timer = setTimeout(() => {
      if (!from || swiping) return
      const at = { x: from.x, y: from.y }
      held = true
      end()
      gestures.onLong(at)
    }, longMillis)
  })
  row.addEventListener('pointermove', event => {
    if (!from || event.pointerId !== from.id) return
    const x = event.clientX - from.x
    const y = event.clientY - from.y
    if (!swiping) {
      if (Math.abs(x) < slopPixels && Math.abs(y) < slopPixels) return
      clearTimeout(timer)
      if (Math.abs(y) >= Math.abs(x)) return end()
      swiping = true
      row.setPointerCapture(event.pointerId)
    }
    gestures.setShift(Math.max(-actPixels * 1.5, Math.min(actPixels * 1.5, x)))
  })
  row.addEventListener('pointerup', event => {
    const moved = from && swiping ? event.clientX - from.x : 0
    if (swiping) held = true
    end()
    if (moved > actPixels) gestures.onStart()
    else if (moved < -actPixels) gestures.onEnd()
  })
  row.addEventListener('pointercancel', end)
  row.addEventListener('click', swallow, { capture: true })
  // A browser that makes a context menu of a long press would open ours a second time.
  row.addEventListener('contextmenu', event => (from || held) && (event.preventDefault(), event.stopImmediatePropagation()), { capture: true })
}
