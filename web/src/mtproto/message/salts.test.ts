import { describe, expect, it, vi } from 'vitest'
import { ANSWER, bothEnds, callsIn, QUERY } from '../../testing/bothEnds'
import { rpcResult } from '../../testing/serverEnd'
import { idOf } from '../../tl/codec'
import { getInt } from '../crypto/bytes'

const ends = bothEnds()
const { sent, receive, says } = ends

describe('salts', () => {
  const HOUR = 3600
  const now = () => Math.floor(Date.now() / 1000)

  const foretell = (...salts: [salt: bigint, validSince: number][]) =>
    says({
      _: 'future_salts',
      reqMsgId: 1n,
      now: now(),
      salts: salts.map(([salt, since]) => ({
        _: 'future_salt',
        salt,
        validSince: now() + since,
        validUntil: now() + since + HOUR,
      })),
    }, { seqNo: 0 })

  const asksForSalts = (heard: ReturnType<typeof sent>) =>
    heard.messages.some(({ body }) => getInt(body, 0) === idOf('get_future_salts'))

  it('are asked for with the first packet, and used when their time comes', async () => {
    ends.session.call(1, QUERY)
    expect(asksForSalts(sent())).toBe(true)
    await foretell([11n, -HOUR / 2], [12n, 0], [13n, HOUR / 2], [14n, HOUR])
    ends.session.call(2, QUERY)
    const second = sent()
    expect(second.salt).toBe(12n)
    expect(asksForSalts(second)).toBe(false)
    vi.setSystemTime(Date.now() + 1.75 * HOUR * 1000)
    ends.session.call(3, QUERY)
    const third = sent()
    expect(third.salt).toBe(14n)
    expect(asksForSalts(third)).toBe(true)
  })

  it('in the head of an answer count only while none is foretold', async () => {
    ends.session.call(1, QUERY)
    ends.session.call(2, QUERY)
    const [first, second] = callsIn(sent())
    await receive(rpcResult(first?.msgId ?? 0n, ANSWER), { salt: 21n })
    expect(ends.session.salt).toBe(21n)
    await foretell([12n, 0], [13n, HOUR / 2])
    await receive(rpcResult(second?.msgId ?? 0n, ANSWER), { salt: 22n })
    ends.session.call(3, QUERY)
    expect(sent().salt).toBe(12n)
  })
})
