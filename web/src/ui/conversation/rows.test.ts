import { describe, expect, it } from 'vitest'
import type { Message } from '../../model/message'
import { message as said } from '../../testing/message'
import { daysOf } from './rows'

const DAY = 86_400
const dayOf = (seconds: number) => Math.floor(seconds / DAY)
const message = (id: number, date: number, more: Partial<Message> = {}): Message => ({ ...said(id), from: more.out ? 'u2' : 'u1', date, ...more })
const shape = (messages: Message[], firstUnread = 0) =>
  daysOf(messages, firstUnread, dayOf).map(day => day.rows.map(row => (row.kind === 'unread' ? '—' : `${row.first ? '[' : ''}${row.message.id}${row.last ? ']' : ''}`)).join(' '))

describe('the lines of a conversation', () => {
  it('groups what one person writes within minutes', () => {
    expect(shape([message(1, 0), message(2, 60), message(3, 120, { out: true }), message(4, 130, { out: true }), message(5, 900, { out: true })])).toEqual([
      '[1 2] [3 4] [5]',
    ])
  })

  it('parts days, and groups at midnight', () => {
    expect(shape([message(1, DAY - 10), message(2, DAY + 10)])).toEqual(['[1]', '[2]'])
  })

  it('draws one line above the first unread message of the other person', () => {
    expect(shape([message(1, 0), message(2, 10, { out: true }), message(3, 20), message(4, 30)], 2)).toEqual(['[1] [2] — [3 4]'])
    expect(shape([message(1, 0), message(2, 10)], 2)).toEqual(['[1] — [2]'])
    expect(shape([message(1, 0)], 9)).toEqual(['[1]'])
  })

  it('keeps service lines and forwarded messages out of groups', () => {
    const service = message(2, 10, { content: { kind: 'service', action: { kind: 'joined' } } })
    expect(shape([message(1, 0), service, message(3, 20), message(4, 30, { forward: { date: 1 } })])).toEqual(['[1] [2] [3] [4]'])
  })

  it('gives every day a key of its own when clocks jump', () => {
    const keys = daysOf([message(1, DAY), message(2, 0), message(3, DAY)], 0, dayOf).map(day => day.key)
    expect(new Set(keys).size).toBe(3)
  })
})
