// What the server sends, sound or not: the guidelines' checks, containers, packed messages.

import { describe, expect, it } from 'vitest'
import checks from '../../../../mtproto/src/test/resources/vectors/client-messages.txt?raw'
import { ANSWER, bothEnds, callsIn, QUERY } from '../../testing/bothEnds'
import { rpcResult } from '../../testing/serverEnd'
import { Writer } from '../../tl/writer'
import { concat, getInt, putInt, random } from '../crypto/bytes'
import { GZIP_PACKED } from './ids'

const ends = bothEnds()
const { sent, receive } = ends
const UPDATE = random(16)

async function packed(bytes: Uint8Array, format: CompressionFormat = 'gzip'): Promise<Uint8Array> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream(format))
  const out = new Writer()
  out.int(GZIP_PACKED)
  out.bytes(new Uint8Array(await new Response(stream).arrayBuffer()))
  return out.toBytes()
}

describe('the checks of the security guidelines', () => {
  const cases = checks
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('|').map((part) => part.trim()))

  it.each(cases)('%s (%s): %s', async (_, text = '', outcome) => {
    const words = text === '' ? [] : text.split(/ +/)
    const changes: Record<string, number> = {}
    for (let i = 0; i < words.length; i += 2) changes[words[i] ?? ''] = Number(words[i + 1])
    ends.session.call(1, QUERY)
    sent()
    const body = new Uint8Array(changes['body'] ?? 16)
    body.set(UPDATE.subarray(0, body.length))
    const packet = ends.server.say(body, {
      sessionId: ends.server.sessionId + BigInt(changes['session'] ?? 0),
      msgId: ends.server.id(changes['mark'] ?? 3, changes['age'] ?? 0),
      length: changes['length'] ?? body.length,
      sender: changes['reflected'] ? 'client' : 'server',
    })
    const flip = changes['flip'] ?? (changes['flip-last'] ? packet.length - 1 : undefined)
    if (flip !== undefined) packet[flip] = (packet[flip] as number) ^ 1
    const whole = packet.slice(0, packet.length - (changes['cut'] ?? 0))
    let taken = 0
    let met = 'ignored'
    try {
      for (let i = 0; i < (changes['copies'] ?? 1); i++) taken += (await ends.session.receive(whole)).length
      if (taken === 1) met = 'taken'
    } catch {
      met = 'close'
    }
    expect(met).toBe(outcome)
    expect(taken).toBeLessThan(2)
  })

  it('takes a packet of another time that answers a call, and sets its clock by it', async () => {
    ends.session.call(1, QUERY)
    const [call] = callsIn(sent())
    const events = await receive(rpcResult(call?.msgId ?? 0n, ANSWER), { msgId: ends.server.id(1, -5000) })
    expect(events).toEqual([{ kind: 'answer', callId: 1, body: ANSWER }])
    expect(ends.session.offsetMillis).toBe(5_000_000)
  })
})

describe('packed messages', () => {
  it.each(['gzip', 'deflate'] as const)('are unpacked, alone, in results and in containers (%s)', async (format) => {
    for (let i = 1; i <= 2; i++) ends.session.call(i, QUERY)
    const [first, second] = callsIn(sent())
    const result = rpcResult(first?.msgId ?? 0n, await packed(ANSWER, format))
    expect(await receive(result)).toEqual([{ kind: 'answer', callId: 1, body: ANSWER }])
    const whole = ends.server.container([await packed(UPDATE, format), rpcResult(second?.msgId ?? 0n, ANSWER)])
    expect(await receive(await packed(whole, format))).toEqual([
      { kind: 'update', body: UPDATE },
      { kind: 'answer', callId: 2, body: ANSWER },
    ])
  })

  it('are bounded together, and must be sound', async () => {
    ends.session.call(1, QUERY)
    sent()
    const bomb = await packed(new Uint8Array(9 << 20))
    await expect(receive(ends.server.container([bomb, bomb]))).rejects.toThrow('too large')
    const broken = await packed(random(1000))
    broken[100] = (broken[100] as number) ^ 0xff
    await expect(receive(broken)).rejects.toThrow()
  })

  it('hold no containers in containers', async () => {
    ends.session.call(1, QUERY)
    sent()
    const inner = ends.server.container([UPDATE])
    await expect(receive(ends.server.container([inner]))).rejects.toThrow('a container in a container')
    await expect(receive(ends.server.container([await packed(await packed(UPDATE))]))).rejects.toThrow('a container in')
  })

  it('have sound counts, lengths and ids', async () => {
    ends.session.call(1, QUERY)
    sent()
    const sound = ends.server.container([UPDATE, UPDATE])
    const changes: ((body: Uint8Array) => void)[] = [
      (body) => putInt(body, 4, 1),
      (body) => putInt(body, 4, 3),
      (body) => putInt(body, 4, -1),
      (body) => putInt(body, 4, 100_000),
      (body) => putInt(body, 20, 15),
      (body) => putInt(body, 20, -16),
      (body) => putInt(body, 20, 4096),
      // An id of a client, and one above the container's.
      (body) => putInt(body, 8, getInt(body, 8) & ~3),
      (body) => putInt(body, 12, 0x7fffffff),
    ]
    for (const change of changes) {
      const body = sound.slice()
      change(body)
      await expect(receive(body), `${changes.indexOf(change)}`).rejects.toThrow()
    }
  })
})

describe('the head of a packet', () => {
  it('must be followed by a message', async () => {
    ends.session.call(1, QUERY)
    sent()
    await expect(receive(new Uint8Array(0))).rejects.toThrow('an empty packet')
    await expect(receive(concat(rpcResult(1n, new Uint8Array(0)).subarray(0, 4)))).rejects.toThrow()
  })
})
