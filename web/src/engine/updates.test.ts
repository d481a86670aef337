import type * as tl from '@generated/tl'
import { describe, expect, it } from 'vitest'
import { settle, TestClock } from '../testing/world'
import type { EngineEvent } from './api'
import { Cache } from './cache'
import { Journal } from './journal'
import { Line } from './line'
import { Updates } from './updates'

const deletion = (pts: number, ptsCount = 1): tl.updates => ({
  _: 'updates',
  updates: [{ _: 'updateDeleteMessages', messages: [pts], pts, ptsCount }],
  users: [],
  chats: [],
  date: 0,
  seq: 0,
})

function gate() {
  const clock = new TestClock()
  const events: EngineEvent[] = []
  const cache = new Cache(new Journal(undefined, (event) => events.push(event)))
  cache.set('state', { pts: 10, qts: 1, date: 5 })
  const applied: number[] = []
  const asked: number[] = []
  let difference: tl.updates.Difference = { _: 'updates.differenceEmpty', date: 6, seq: 0 }
  const line = new Line(clock, () => undefined)
  line.open({
    invoke: async (_method: string, request: object) => {
      asked.push((request as { pts: number }).pts)
      return difference as never
    },
    wake: () => undefined,
    close: () => undefined,
  })
  const updates = new Updates(cache, line, clock, {
    prepare: async () => undefined,
    apply: (update) => {
      if ('pts' in update) applied.push(update.pts)
    },
    forget: () => undefined,
  })
  return { clock, cache, applied, asked, updates, answer: (next: tl.updates.Difference) => (difference = next) }
}

describe('the door for updates', () => {
  it('applies each change once and in order', async () => {
    const { updates, applied, cache } = gate()
    void updates.receive(deletion(13))
    void updates.receive(deletion(12))
    void updates.receive(deletion(11))
    void updates.receive(deletion(12))
    await settle()
    expect(applied).toEqual([11, 12, 13])
    expect(cache.state.pts).toBe(13)
  })

  it('waits half a second for what is missing, then asks for the difference', async () => {
    const { updates, applied, asked, clock, cache, answer } = gate()
    void updates.receive(deletion(12))
    await settle()
    expect(clock.step(499)).toBe(false)
    answer({
      _: 'updates.difference',
      newMessages: [],
      newEncryptedMessages: [],
      otherUpdates: [deletion(11).updates[0]!, deletion(12).updates[0]!],
      chats: [],
      users: [],
      state: { _: 'updates.state', pts: 12, qts: 1, date: 7, seq: 0, unreadCount: 0 },
    })
    expect(clock.step(500)).toBe(true)
    await settle()
    expect(asked).toEqual([10])
    expect(applied).toEqual([11, 12])
    expect(cache.state).toEqual({ pts: 12, qts: 1, date: 7 })
  })

  it('asks for nothing when what is missing comes in time', async () => {
    const { updates, applied, asked, clock } = gate()
    void updates.receive(deletion(12))
    await settle()
    void updates.receive(deletion(11))
    await settle()
    expect(clock.step()).toBe(false)
    expect(applied).toEqual([11, 12])
    expect(asked).toEqual([])
  })

  it('applies an answer to its own call at its place, or says that it is too late for it', async () => {
    const { updates, applied, cache } = gate()
    let ran = 0
    const own = updates.own({ pts: 12, ptsCount: 1 }, () => ran++)
    await updates.receive(deletion(11))
    expect(await own).toBe(true)
    expect(await updates.own({ pts: 12, ptsCount: 1 }, () => ran++)).toBe(false)
    expect(ran).toBe(1)
    expect(applied).toEqual([11])
    expect(cache.state.pts).toBe(12)
  })
})
