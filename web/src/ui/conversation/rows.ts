import type { Message } from '../../model/message'

/** A line of the list: a message with its place in its group, or the line above the first one that is not read. */
export type Row = { kind: 'unread'; key: string } | { kind: 'message'; key: string; message: Message; first: boolean; last: boolean }

/** The messages of one day, under their date. */
export interface Day {
  key: string
  /** The moment of its first loaded message. */
  date: number
  rows: Row[]
}

/** Messages that one person writes within this time stand together. */
const GROUP_SECONDS = 5 * 60

const together = (a: Message, b: Message) =>
  a.from === b.from &&
  a.out === b.out &&
  Math.abs(b.date - a.date) < GROUP_SECONDS &&
  a.content.kind !== 'service' &&
  b.content.kind !== 'service' &&
  (a.forward === undefined) === (b.forward === undefined)

/** Places messages, oldest first, under their days and in their groups. `dayOf` numbers the days where the reader lives. */
export function daysOf(messages: readonly Message[], firstUnread: number, dayOf: (seconds: number) => number): Day[] {
  const days: Day[] = []
  let day: Day | undefined
  let lined = false
  messages.forEach((message, i) => {
    const key = `day${dayOf(message.date)}`
    const newDay = day?.key !== key
    if (newDay) {
      // Clocks differ: a day that comes back after another is shown again under a key of its own.
      day = { key: days.some(it => it.key === key) ? `${key}-${message.key}` : key, date: message.date, rows: [] }
      days.push(day)
    }
    const line = !lined && firstUnread > 0 && message.id >= firstUnread && !message.out
    if (line) {
      day!.rows.push({ kind: 'unread', key: 'unread' })
      lined = true
    }
    const before = messages[i - 1]
    const after = messages[i + 1]
    const lineNext = !lined && after !== undefined && firstUnread > 0 && after.id >= firstUnread && !after.out
    day!.rows.push({
      kind: 'message',
      key: message.key,
      message,
      first: newDay || line || before === undefined || !together(before, message),
      last: after === undefined || lineNext || dayOf(after.date) !== dayOf(message.date) || !together(message, after),
    })
  })
  return days
}

export const sameRow = (a: Row, b: Row): boolean =>
  a === b ||
  (a.kind === 'message' && b.kind === 'message'
    ? a.message === b.message && a.first === b.first && a.last === b.last && a.key === b.key
    : a.kind === b.kind && a.key === b.key)
