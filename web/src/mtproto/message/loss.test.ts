import { describe, expect, it, vi } from 'vitest'
import type * as tl from '@generated/tl'
import { ANSWER, bothEnds } from '../../testing/bothEnds'
import { rpcResult } from '../../testing/serverEnd'
import { encodeCall, idOf, readAny } from '../../tl/codec'
import { Reader } from '../../tl/reader'
import { getInt } from '../crypto/bytes'

const ends = bothEnds()

describe('a line that loses packets', () => {
  /** A server of one session: it runs a message once, keeps the answers that were not acknowledged, and gives them again. */
  class Model {
    readonly answers = new Map<bigint, Uint8Array>()
    readonly runs = new Map<number, number>()

    take(packet: Uint8Array): Uint8Array[] {
      const said: Uint8Array[] = []
      for (const { msgId, body } of ends.server.hear(packet).messages) {
        if (getInt(body, 0) !== idOf('messages.deleteMessages')) continue
        const [call = 0] = (readAny(new Reader(body)) as unknown as tl.messages.deleteMessages).id
        if (!this.answers.has(msgId)) {
          this.runs.set(call, (this.runs.get(call) ?? 0) + 1)
          this.answers.set(msgId, rpcResult(msgId, ANSWER))
        }
        said.push(this.answers.get(msgId) ?? ANSWER)
      }
      return said
    }
  }

  const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1)

  it.each(SEEDS)('runs every call once and answers it once (seed %i)', async (seed) => {
    let state = seed
    const chance = (of: number) => {
      state = (state * 1103515245 + 12345) % 2147483648
      return state / 2147483648 < of
    }
    const model = new Model()
    const ended = new Map<number, number>()
    let calls = 0
    for (let step = 0; calls < 60 || ends.session.hasUnanswered; step++) {
      expect(step).toBeLessThan(5000)
      vi.setSystemTime(Date.now() + 50)
      if (calls < 60 && chance(0.6)) {
        const query = encodeCall('messages.deleteMessages', { id: [++calls] })
        ends.session.call(calls, query)
      }
      const packet = ends.session.flush()
      let broken = chance(0.1)
      if (packet && !broken) {
        const said = model.take(packet)
        for (const body of said) {
          broken ||= chance(0.1)
          if (broken) break
          const answer = ends.server.say(body)
          for (const copy of chance(0.2) ? [answer, answer] : [answer]) {
            for (const event of await ends.session.receive(copy)) {
              if (event.kind === 'answer') ended.set(event.callId, (ended.get(event.callId) ?? 0) + 1)
            }
          }
        }
      }
      if (broken || (!packet && ends.session.hasUnanswered)) ends.session.connected()
    }
    expect([...model.runs.values()].every((times) => times === 1)).toBe(true)
    expect(model.runs.size).toBe(60)
    expect([...ended.values()]).toEqual(Array.from({ length: 60 }, () => 1))
  })
})
