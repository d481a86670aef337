import { describe, expect, it } from 'vitest'
import { moved, movedMonths, weeksOf } from './month'

describe('a month', () => {
  it('begins its weeks where people begin them', () => {
    expect(weeksOf(2026, 1, 1)[0]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, 1])
    expect(weeksOf(2026, 1, 7)).toEqual([0, 1, 2, 3].map(week => [1, 2, 3, 4, 5, 6, 7].map(day => day + week * 7)))
  })

  it('has every day once', () => {
    for (let month = 0; month < 48; month++) {
      const days = weeksOf(2024, month, 1).flat().filter(day => day !== undefined)
      expect(days).toEqual(Array.from({ length: new Date(2024, month + 1, 0).getDate() }, (_, i) => i + 1))
    }
  })

  it('is left at its ends', () => {
    expect(moved({ year: 2025, month: 11, day: 31 }, 1)).toEqual({ year: 2026, month: 0, day: 1 })
    expect(movedMonths({ year: 2024, month: 0, day: 31 }, 1)).toEqual({ year: 2024, month: 1, day: 29 })
    expect(movedMonths({ year: 2024, month: 0, day: 31 }, -1)).toEqual({ year: 2023, month: 11, day: 31 })
  })
})
