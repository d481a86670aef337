import { describe, expect, it } from 'vitest'
import type { HistorySlice } from '../engine/api'
import { message } from '../testing/message'
import { random } from '../testing/random'
import type { Message } from './message'
import { newestId, oldestId, openWindow, trimmed, trimmedAround, withEvent, withNewer, withOlder, type HistoryWindow } from './window'

const sending = (key: string, date: number): Message => ({ ...message(0, key, key), date, out: true, delivery: { state: 'sending' } })
const happened = (messages: Message[], removed: string[] = []) => ({ kind: 'history', peer: 'u1', messages, removed, cleared: false }) as const
const ids = (window: HistoryWindow) => window.messages.map((it) => it.id)

/** What the engine answers for a conversation that holds `all`. */
function slice(all: Message[], from: number, to: number): HistorySlice {
  const messages = all.slice(Math.max(0, from), Math.min(all.length, to))
  return { messages, older: from > 0, newer: to < all.length, anchor: 0 }
}

describe('a window', () => {
  it('takes new messages only where it reaches the newest', () => {
    const whole = openWindow({ messages: [message(1), message(2)], older: false, newer: false, anchor: 0 })
    expect(ids(withEvent(whole, happened([message(3)])))).toEqual([1, 2, 3])
    expect(ids(withEvent({ ...whole, newer: true }, happened([message(3)])))).toEqual([1, 2])
  })

  it('keeps a message in one place from the moment it is written', () => {
    const written = withEvent(openWindow(slice([message(1)], 0, 1)), happened([sending('a', 5), sending('b', 6)]))
    expect(written.messages.map((it) => it.key)).toEqual(['u1/1', 'a', 'b'])
    const sent = withEvent(written, happened([message(2, 'a', 'a')]))
    expect(sent.messages.map((it) => [it.key, it.id])).toEqual([['u1/1', 1], ['a', 2], ['b', 0]])
  })

  it('does not take an old message for a new one while it holds only what is being sent', () => {
    const written = openWindow({ messages: [sending('a', 5)], older: true, newer: false, anchor: 0 })
    expect(ids(withEvent(written, happened([message(17)])))).toEqual([0])
    expect(ids(withEvent(written, happened([message(60, 'a', 'a')])))).toEqual([60])
  })

  it('stays small while messages come, around what is read', () => {
    const all = Array.from({ length: 20 }, (_, i) => message(i + 1))
    const grown = withEvent(openWindow(slice(all, 0, 20)), happened([message(21), message(22)]))
    const atEnd = trimmedAround(grown, undefined, 10)
    expect(ids(atEnd)).toEqual([13, 14, 15, 16, 17, 18, 19, 20, 21, 22])
    expect(atEnd).toMatchObject({ older: true, newer: false })
    const above = trimmedAround(grown, 'u1/3', 10)
    expect(ids(above)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(above).toMatchObject({ older: false, newer: true })
    expect(ids(trimmedAround(grown, 'u1/18', 10))).toContain(18)
    expect(trimmedAround(grown, 'u1/3', 22)).toBe(grown)
  })

  it('is stale when the history was cleared', () => {
    const window = openWindow(slice([message(1)], 0, 1))
    expect(withEvent(window, { ...happened([]), cleared: true })).toMatchObject({ messages: [], stale: true })
  })

  it('replaces a message that is known under another key', () => {
    const window = openWindow(slice([message(1), message(2)], 0, 2))
    expect(withEvent(window, happened([message(2, 'x', 'mine')])).messages.map((it) => it.key)).toEqual(['u1/1', 'mine'])
  })
})

describe('any walk through a conversation that changes meanwhile', () => {
  for (let seed = 1; seed <= 200; seed++) {
    it(`shows a stretch of it without holes (seed ${seed})`, () => {
      const chance = random(seed)
      let all = Array.from({ length: 5 + chance.below(60) }, (_, index) => message(index * 3 + 3))
      let window = trimmed(openWindow(slice(all, all.length - 10, all.length)), 'newer', 20)
      for (let step = 0; step < 60; step++) {
        const kind = chance.below(6)
        if (kind === 0) {
          const added = message((all.at(-1)?.id ?? 0) + 1 + chance.below(3))
          all = [...all, added]
          window = withEvent(window, happened([added]))
        } else if (kind === 1 && all.length > 0) {
          const gone = all[chance.below(all.length)]!
          all = all.filter((it) => it !== gone)
          window = withEvent(window, happened([], [gone.key]))
        } else if (kind === 2 && all.length > 0) {
          const index = chance.below(all.length)
          const edited = message(all[index]!.id, `edited ${step}`)
          all = all.with(index, edited)
          window = withEvent(window, happened([edited]))
        } else if (kind === 3 && window.older) {
          const at = all.findIndex((it) => it.id >= oldestId(window))
          const before = at < 0 ? all.length : at
          window = trimmed(withOlder(window, slice(all, before - 7, before)), 'older', 20)
        } else if (kind === 4 && window.newer) {
          const at = all.findIndex((it) => it.id > newestId(window))
          const after = at < 0 ? all.length : at
          window = trimmed(withNewer(window, slice(all, after, after + 7)), 'newer', 20)
        } else if (kind === 5) {
          const at = chance.below(all.length + 1)
          window = openWindow(slice(all, at - 5, at + 5))
        }
        if (window.messages.length === 0) window = openWindow(slice(all, all.length - 10, all.length))
        const from = all.findIndex((it) => it.id === oldestId(window))
        expect(window.messages).toEqual(from < 0 ? [] : all.slice(from, from + window.messages.length))
        if (!window.newer) expect(newestId(window)).toBe(all.at(-1)?.id ?? 0)
        if (!window.older) expect(oldestId(window)).toBe(all[0]?.id ?? 0)
      }
    })
  }
})
