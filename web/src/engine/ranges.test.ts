import { expect, it } from 'vitest'
import { random } from '../testing/random'
import { rangeOf, within, withRange, type Range } from './ranges'

const LIMIT = 60

/** The ids in the ranges, one by one. */
const idsOf = (ranges: readonly Range[]) =>
  new Set(Array.from({ length: LIMIT }, (_, id) => id).filter((id) => rangeOf(ranges, id)))

for (let seed = 1; seed <= 50; seed++) {
  it(`ranges hold what was put into them, sorted and apart (seed ${seed})`, () => {
    const chance = random(seed)
    let ranges: Range[] = []
    let ids = new Set<number>()
    for (let step = 0; step < 30; step++) {
      const from = chance.below(LIMIT - 10)
      const to = from + chance.below(10)
      if (chance.chance(0.9)) {
        ranges = withRange(ranges, { from, to })
        for (let id = from; id <= to; id++) ids.add(id)
      } else {
        ranges = within(ranges, from, to)
        ids = new Set([...ids].filter((id) => id >= from && id <= to))
      }
      expect(idsOf(ranges)).toEqual(ids)
      for (let i = 1; i < ranges.length; i++) expect(ranges[i]!.from).toBeGreaterThan(ranges[i - 1]!.to + 1)
    }
  })
}
