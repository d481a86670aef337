import { describe, expect, it } from 'vitest'
import { placed } from './placed'

const menu = { width: 200, height: 300 }
const view = { width: 1000, height: 800 }
const button = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 40 })

describe('a menu', () => {
  it.each([
    ['at the point of a click', { x: 100, y: 100 }, false, { left: 100, top: 100 }],
    ['to the other side where lines begin at the right', { x: 500, y: 100 }, true, { left: 300, top: 100 }],
    ['before a point near the end of the line', { x: 950, y: 100 }, false, { left: 750, top: 100 }],
    ['after a point near the end of a line that begins at the right', { x: 50, y: 100 }, true, { left: 50, top: 100 }],
    ['above a point near the lower edge', { x: 100, y: 700 }, false, { left: 100, top: 400 }],
    ['below a button', button(100, 100), false, { left: 100, top: 144 }],
    ['above a button near the lower edge, ending where it ends', button(940, 740), false, { left: 780, top: 436 }],
  ])('opens %s', (_, at, rtl, place) => expect(placed(menu, at, view, rtl)).toEqual(place))

  it('stays in a window that has no room for it on any side', () => {
    expect(placed(menu, { x: 110, y: 160 }, { width: 220, height: 320 }, false)).toEqual({ left: 12, top: 12 })
    expect(placed(menu, { x: 3, y: 3 }, { width: 190, height: 320 }, false)).toEqual({ left: 8, top: 8 })
  })
})
