/** A day of a calendar. Months count from 0, as Date has them. */
export interface CalendarDay {
  year: number
  month: number
  day: number
}

/** The weeks of a month, each of seven days, from the week's first day (1 Monday … 7 Sunday); days of other months are undefined. */
export function weeksOf(year: number, month: number, firstDay: number): (number | undefined)[][] {
  const days = new Date(year, month + 1, 0).getDate()
  const lead = (new Date(year, month, 1).getDay() - (firstDay % 7) + 7) % 7
  const cells: (number | undefined)[] = [...Array.from({ length: lead }, () => undefined), ...Array.from({ length: days }, (_, i) => i + 1)]
  while (cells.length % 7 !== 0) cells.push(undefined)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

export const moved = (day: CalendarDay, by: number): CalendarDay => dayAt(new Date(day.year, day.month, day.day + by))

/** The same day of another month, or its last. */
export function movedMonths(day: CalendarDay, by: number): CalendarDay {
  const last = new Date(day.year, day.month + by + 1, 0)
  return { year: last.getFullYear(), month: last.getMonth(), day: Math.min(day.day, last.getDate()) }
}

export const dayAt = (date: Date): CalendarDay => ({ year: date.getFullYear(), month: date.getMonth(), day: date.getDate() })
export const beginOf = (day: CalendarDay): number => Math.floor(new Date(day.year, day.month, day.day).getTime() / 1000)
export const isBefore = (a: CalendarDay, b: CalendarDay): boolean => beginOf(a) < beginOf(b)
