interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

const EDGE = 8
const GAP = 4

/**
 * Where something of this size opens, wholly inside the window: at a point, or below what was pressed. It begins where lines begin, and
 * lies on the other side if there is room on that one only.
 */
export function placed(
  size: { width: number; height: number },
  at: { x: number; y: number } | Box,
  view: { width: number; height: number },
  rtl: boolean,
): { left: number; top: number } {
  const [left, right] = 'left' in at ? [at.left, at.right] : [at.x, at.x]
  const [top, bottom] = 'left' in at ? [at.top - GAP, at.bottom + GAP] : [at.y, at.y]
  const before = right - size.width
  return {
    left: rtl ? within(before, left, size.width, view.width) : within(left, before, size.width, view.width),
    top: within(bottom, top - size.height, size.height, view.height),
  }
}

function within(wished: number, other: number, length: number, room: number): number {
  const last = room - length - EDGE
  const fits = (place: number) => place >= EDGE && place <= last
  return Math.max(EDGE, Math.min(fits(wished) || !fits(other) ? wished : other, last))
}
