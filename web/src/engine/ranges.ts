/** Message ids from `from` to `to`, both included, of which everything that exists is at hand. */
export interface Range {
  from: number
  to: number
}

/** The end of a range that reaches the newest message and goes on with each new one. */
export const NEWEST = 2 ** 31 - 1

/** The range that holds `id`. */
export const rangeOf = (ranges: readonly Range[], id: number): Range | undefined =>
  ranges.find((range) => range.from <= id && id <= range.to)

/** The ranges with one more; ascending, those that touch made one. */
export function withRange(ranges: readonly Range[], added: Range): Range[] {
  let { from, to } = added
  const apart: Range[] = []
  for (const range of ranges) {
    if (range.to + 1 < from || to + 1 < range.from) {
      apart.push(range)
    } else {
      from = Math.min(from, range.from)
      to = Math.max(to, range.to)
    }
  }
  return [...apart, { from, to }].sort((a, b) => a.from - b.from)
}

/** The ranges cut to what lies between `from` and `to`. */
export const within = (ranges: readonly Range[], from: number, to: number): Range[] =>
  ranges
    .map((range) => ({ from: Math.max(range.from, from), to: Math.min(range.to, to) }))
    .filter((range) => range.from <= range.to)
