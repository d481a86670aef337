import { describe, expect, it } from 'vitest'
import { anchorsOf, atEnd, centred, lastSeen, restored, type Place, type Places } from './anchor'

const asPlaces = (list: Place[]): Places => ({ length: list.length, at: index => list[index]! })
const stacked = (...heights: [string, number][]): Place[] => {
  let top = 0
  return heights.map(([key, height]) => ({ key, top, bottom: (top += height) }))
}
const topIn = (places: Place[]) => (key: string) => places.find(it => it.key === key)?.top

describe('keeping the place', () => {
  const before = stacked(['a', 100], ['b', 50], ['c', 200], ['d', 80])

  it('holds on to the rows in view', () => {
    expect(anchorsOf(asPlaces(before), { top: 120, height: 150 })).toEqual([
      { key: 'b', below: -20 },
      { key: 'c', below: 30 },
    ])
  })

  it('stays when rows are added above', () => {
    const anchors = anchorsOf(asPlaces(before), { top: 120, height: 150 })
    expect(restored(anchors, topIn(stacked(['x', 70], ['y', 30], ['a', 100], ['b', 50], ['c', 200])))).toBe(220)
  })

  it('holds on to the next one when the first goes away', () => {
    const anchors = anchorsOf(asPlaces(before), { top: 120, height: 150 })
    expect(restored(anchors, topIn(stacked(['a', 100], ['c', 200])))).toBe(70)
    expect(restored(anchors, topIn(stacked(['z', 10])))).toBeUndefined()
  })

  it('shows the same after any change elsewhere', () => {
    let seed = 5
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below
    for (let round = 0; round < 200; round++) {
      const heights = Array.from({ length: 30 }, (_, i): [string, number] => [`r${i}`, 10 + random(200)])
      const places = stacked(...heights)
      const view = { top: random(places.at(-1)!.bottom - 400), height: 400 }
      const [first] = anchorsOf(asPlaces(places), view)
      const changed = stacked(...heights.flatMap(([key, height], i): [string, number][] => (`r${i}` < first!.key && random(2) === 0 ? [] : [[key, height], [`n${i}`, random(90)]])))
      const top = restored([first!], topIn(changed))!
      expect(topIn(changed)(first!.key)! - top).toBe(first!.below)
    }
  })
})

describe('places in the list', () => {
  it('knows the end', () => {
    expect(atEnd({ top: 590, height: 400 }, 1000)).toBe(true)
    expect(atEnd({ top: 500, height: 400 }, 1000)).toBe(false)
  })

  it('puts a row in the middle, and a tall one at its beginning', () => {
    expect(centred({ key: 'a', top: 1000, bottom: 1100 }, 500)).toBe(800)
    expect(centred({ key: 'a', top: 1000, bottom: 2000 }, 500)).toBe(950)
  })

  it('counts as seen what was wholly in view, and a tall row when a screen of it was', () => {
    const places = stacked(['a', 100], ['b', 100], ['c', 2000])
    expect(lastSeen(asPlaces(places), { top: 0, height: 150 })).toBe('a')
    expect(lastSeen(asPlaces(places), { top: 0, height: 250 })).toBe('b')
    expect(lastSeen(asPlaces(places), { top: 150, height: 200 })).toBe('c')
    expect(lastSeen(asPlaces(places.slice(2)), { top: 0, height: 150 })).toBeUndefined()
  })
})
