import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import checks from '../../../../mtproto/src/test/resources/vectors/client-messages.txt?raw'
import type * as tl from '@generated/tl'
import { type Head, rpcResult, ServerEnd } from '../../testing/serverEnd'
import { encode, encodeCall, idOf, loadRest, readAny } from '../../tl/codec'
import { Reader } from '../../tl/reader'
import { Writer } from '../../tl/writer'
import { concat, getInt, putInt, random } from '../crypto/bytes'
import { secondsOf } from './clock'
import { GZIP_PACKED } from './ids'
import { Session } from './session'

await loadRest()

const UPDATE = random(16)
const QUERY = encodeCall('updates.getState', {})
const ANSWER = encode({ _: 'updates.state', pts: 1, qts: 2, date: 3, seq: 4, unreadCount: 5 })

let server: ServerEnd
let session: Session

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date'] })
  server = new ServerEnd()
  session = new Session(server.key, 5n, 0)
})

afterEach(() => {
  vi.useRealTimers()
})

const sent = () => {
  const packet = session.flush()
  if (!packet) throw new Error('nothing was sent')
  return server.hear(packet)
}

/** The calls of a packet, without the service messages beside them. */
const callsIn = (heard: ReturnType<typeof sent>) => heard.messages.filter(({ seqNo }) => (seqNo & 1) === 1)

const receive = (body: Uint8Array, head: Head = {}) => session.receive(server.say(body, head))

const says = (value: tl.Any, head: Head = {}) => receive(encode(value), head)

const badMsg = (badMsgId: bigint, errorCode: number, head: Head = {}) =>
  says({ _: 'bad_msg_notification', badMsgId, badMsgSeqno: 1, errorCode }, { seqNo: 0, ...head })

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
    session.call(1, QUERY)
    sent()
    const body = new Uint8Array(changes['body'] ?? 16)
    body.set(UPDATE.subarray(0, body.length))
    const packet = server.say(body, {
      sessionId: server.sessionId + BigInt(changes['session'] ?? 0),
      msgId: server.id(changes['mark'] ?? 3, changes['age'] ?? 0),
      length: changes['length'] ?? body.length,
      sender: changes['reflected'] ? 'client' : 'server',
    })
    const flip = changes['flip'] ?? (changes['flip-last'] ? packet.length - 1 : undefined)
    if (flip !== undefined) packet[flip] = (packet[flip] as number) ^ 1
    const whole = packet.slice(0, packet.length - (changes['cut'] ?? 0))
    let taken = 0
    let met = 'ignored'
    try {
      for (let i = 0; i < (changes['copies'] ?? 1); i++) taken += (await session.receive(whole)).length
      if (taken === 1) met = 'taken'
    } catch {
      met = 'close'
    }
    expect(met).toBe(outcome)
    expect(taken).toBeLessThan(2)
  })

  it('takes a packet of another time that answers a call, and sets its clock by it', async () => {
    session.call(1, QUERY)
    const [call] = callsIn(sent())
    const events = await receive(rpcResult(call?.msgId ?? 0n, ANSWER), { msgId: server.id(1, -5000) })
    expect(events).toEqual([{ kind: 'answer', callId: 1, body: ANSWER }])
    expect(session.offsetMillis).toBe(5_000_000)
  })
})

describe('calls', () => {
  it('are numbered with rising ids and odd numbers, several in a container', () => {
    for (let i = 1; i <= 3; i++) session.call(i, QUERY)
    const heard = sent()
    const calls = callsIn(heard)
    expect(calls.map(({ seqNo }) => seqNo)).toEqual([1, 3, 5])
    expect(calls.every(({ body }) => getInt(body, 0) === idOf('updates.getState'))).toBe(true)
    const ids = [...heard.messages.map(({ msgId }) => msgId), heard.outerId]
    expect([...ids].sort((a, b) => Number(a - b))).toEqual(ids)
    expect(ids.every((id) => (id & 3n) === 0n)).toBe(true)
    expect(heard.salt).toBe(5n)
  })

  it('end with an answer or an error, once', async () => {
    session.call(1, QUERY)
    session.call(2, QUERY)
    const [first, second] = callsIn(sent())
    const error = encode({ _: 'rpc_error', errorCode: 420, errorMessage: 'FLOOD_WAIT_7' })
    const body = server.container([rpcResult(first?.msgId ?? 0n, ANSWER), rpcResult(second?.msgId ?? 0n, error)])
    expect(await receive(body)).toEqual([
      { kind: 'answer', callId: 1, body: ANSWER },
      { kind: 'error', callId: 2, code: 420, message: 'FLOOD_WAIT_7' },
    ])
    expect(await receive(rpcResult(first?.msgId ?? 0n, ANSWER))).toEqual([])
    expect(session.hasUnanswered).toBe(false)
  })

  it('go out again on a new connection as the same messages, in a container of a new id', () => {
    session.call(1, QUERY)
    session.call(2, QUERY)
    const before = sent()
    session.connected()
    session.call(3, QUERY)
    const after = sent()
    expect(callsIn(after).slice(0, 2)).toEqual(callsIn(before))
    expect(callsIn(after)).toHaveLength(3)
    expect(after.outerId).toBeGreaterThan(before.outerId)
  })

  it('that are given up are told to the server and never answered', async () => {
    session.call(1, QUERY)
    const [call] = callsIn(sent())
    session.cancel(1)
    const drop = sent().messages.map(({ body }) => readAny(new Reader(body)) as { _: string; reqMsgId?: bigint })
    expect(drop).toContainEqual({ _: 'rpc_drop_answer', reqMsgId: call?.msgId })
    expect(await receive(rpcResult(call?.msgId ?? 0n, ANSWER))).toEqual([])
  })

  it('that were not sent yet are given up without a word', () => {
    session.call(1, QUERY)
    session.cancel(1)
    expect(session.flush()).toBeUndefined()
  })
})

describe('notices', () => {
  it('are believed only about what was sent', async () => {
    session.call(1, QUERY)
    sent()
    await says({ _: 'bad_server_salt', badMsgId: 12n, badMsgSeqno: 1, errorCode: 48, newServerSalt: 99n })
    expect(session.salt).toBe(5n)
    await badMsg(12n, 16, { msgId: server.id(1, -5000) })
    expect(session.offsetMillis).toBe(0)
  })

  it('of a wrong salt change it, and the call goes out again under its id', async () => {
    session.call(1, QUERY)
    const [call] = callsIn(sent())
    const badMsgId = call?.msgId ?? 0n
    await says({ _: 'bad_server_salt', badMsgId, badMsgSeqno: 1, errorCode: 48, newServerSalt: 99n })
    const again = sent()
    expect(again.salt).toBe(99n)
    expect(callsIn(again)).toEqual([call])
  })

  it('of an id too low set the clock forward', async () => {
    session.call(1, QUERY)
    const [call] = callsIn(sent())
    await badMsg(call?.msgId ?? 0n, 16, { msgId: server.id(1, -5000) })
    expect(session.offsetMillis).toBe(5_000_000)
    expect(secondsOf(sent().outerId)).toBe(1_800_005_000)
  })

  it('of an id too high set the clock back, and what cannot have been taken gets another id', async () => {
    session = new Session(server.key, 5n, 3_600_000)
    session.call(1, QUERY)
    const [call] = callsIn(sent())
    await badMsg(call?.msgId ?? 0n, 17)
    expect(session.offsetMillis).toBe(0)
    const [again] = callsIn(sent())
    expect(again?.msgId).not.toBe(call?.msgId)
    expect(secondsOf(again?.msgId ?? 0n) - 1_800_000_000).toBeLessThanOrEqual(31)
  })

  it('of a message too old make it another one', async () => {
    session.call(1, QUERY)
    const [call] = callsIn(sent())
    await badMsg(call?.msgId ?? 0n, 20)
    expect(callsIn(sent())[0]?.msgId).toBeGreaterThan(call?.msgId ?? 0n)
  })

  it.each([32, 33])('of numbers out of order (%i) begin another session', async (code) => {
    session.call(1, QUERY)
    const first = sent()
    const events = await badMsg(callsIn(first)[0]?.msgId ?? 0n, code)
    expect(events).toContainEqual({ kind: 'begun' })
    const again = sent()
    expect(again.sessionId).not.toBe(first.sessionId)
    expect(callsIn(again)[0]?.msgId).not.toBe(callsIn(first)[0]?.msgId)
    expect(callsIn(again)[0]?.seqNo).toBe(1)
  })

  it('of a fault that only this end can have made close the connection', async () => {
    session.call(1, QUERY)
    const [call] = callsIn(sent())
    await expect(badMsg(call?.msgId ?? 0n, 34)).rejects.toThrow('code 34')
  })

  it('of a container carry all that was in it', async () => {
    session.call(1, QUERY)
    session.call(2, QUERY)
    const first = sent()
    await badMsg(first.outerId, 19)
    expect(callsIn(sent())).toEqual(callsIn(first))
  })
})

describe('what the server begins', () => {
  it('is a session, before which it has had nothing', async () => {
    session.call(1, QUERY)
    const [call] = callsIn(sent())
    const firstMsgId = (call?.msgId ?? 0n) + 4n
    const events = await says({ _: 'new_session_created', firstMsgId, uniqueId: 1n, serverSalt: 7n })
    expect(events).toEqual([{ kind: 'begun' }])
    expect(callsIn(sent())).toEqual([call])
    expect(session.salt).toBe(7n)
  })

  it('is an update, which is acknowledged with whatever is sent next', async () => {
    session.call(1, QUERY)
    sent()
    const msgId = server.id(3)
    expect(await receive(UPDATE, { msgId })).toEqual([{ kind: 'update', body: UPDATE }])
    session.call(2, QUERY)
    const acks = sent().messages.find(({ body }) => getInt(body, 0) === idOf('msgs_ack'))
    expect(readAny(new Reader(acks?.body ?? UPDATE))).toEqual({ _: 'msgs_ack', msgIds: [msgId] })
  })

  it('is many updates, which are acknowledged when they are many', async () => {
    session.call(1, QUERY)
    sent()
    for (let i = 0; i < 15; i++) await receive(UPDATE, { msgId: server.id(3) })
    expect(session.flush()).toBeUndefined()
    await receive(UPDATE, { msgId: server.id(3) })
    expect(session.flush()).toBeDefined()
  })

  it('is told of, and fetched if it has not come', async () => {
    session.call(1, QUERY)
    sent()
    const answerMsgId = server.id(1)
    const info = { _: 'msg_new_detailed_info', answerMsgId, bytes: 9, status: 0 } as const
    await says(info, { seqNo: 0 })
    expect(sent().messages.map(({ body }) => readAny(new Reader(body)))).toContainEqual({
      _: 'msg_resend_req',
      msgIds: [answerMsgId],
    })
    await receive(UPDATE, { msgId: answerMsgId })
    await says(info, { seqNo: 0 })
    expect(session.flush()).toBeUndefined()
  })

  it('is taken once, however often it comes and however much came since', async () => {
    session.call(1, QUERY)
    sent()
    const packet = server.say(UPDATE, { msgId: server.id(3) })
    expect(await session.receive(packet)).toHaveLength(1)
    for (let i = 0; i < 1100; i++) expect(await receive(UPDATE, { msgId: server.id(3) })).toHaveLength(1)
    expect(await session.receive(packet)).toEqual([])
  })
})

describe('packed messages', () => {
  it.each(['gzip', 'deflate'] as const)('are unpacked, alone, in results and in containers (%s)', async (format) => {
    for (let i = 1; i <= 2; i++) session.call(i, QUERY)
    const [first, second] = callsIn(sent())
    const result = rpcResult(first?.msgId ?? 0n, await packed(ANSWER, format))
    expect(await receive(result)).toEqual([{ kind: 'answer', callId: 1, body: ANSWER }])
    const whole = server.container([await packed(UPDATE, format), rpcResult(second?.msgId ?? 0n, ANSWER)])
    expect(await receive(await packed(whole, format))).toEqual([
      { kind: 'update', body: UPDATE },
      { kind: 'answer', callId: 2, body: ANSWER },
    ])
  })

  it('are bounded together, and must be sound', async () => {
    session.call(1, QUERY)
    sent()
    const bomb = await packed(new Uint8Array(9 << 20))
    await expect(receive(server.container([bomb, bomb]))).rejects.toThrow('too large')
    const broken = await packed(random(1000))
    broken[100] = (broken[100] as number) ^ 0xff
    await expect(receive(broken)).rejects.toThrow()
  })

  it('hold no containers in containers', async () => {
    session.call(1, QUERY)
    sent()
    const inner = server.container([UPDATE])
    await expect(receive(server.container([inner]))).rejects.toThrow('a container in a container')
    await expect(receive(server.container([await packed(await packed(UPDATE))]))).rejects.toThrow('a container in')
  })

  it('have sound counts, lengths and ids', async () => {
    session.call(1, QUERY)
    sent()
    const sound = server.container([UPDATE, UPDATE])
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
    session.call(1, QUERY)
    expect(asksForSalts(sent())).toBe(true)
    await foretell([11n, -HOUR / 2], [12n, 0], [13n, HOUR / 2], [14n, HOUR])
    session.call(2, QUERY)
    const second = sent()
    expect(second.salt).toBe(12n)
    expect(asksForSalts(second)).toBe(false)
    vi.setSystemTime(Date.now() + 1.75 * HOUR * 1000)
    session.call(3, QUERY)
    const third = sent()
    expect(third.salt).toBe(14n)
    expect(asksForSalts(third)).toBe(true)
  })

  it('in the head of an answer count only while none is foretold', async () => {
    session.call(1, QUERY)
    session.call(2, QUERY)
    const [first, second] = callsIn(sent())
    await receive(rpcResult(first?.msgId ?? 0n, ANSWER), { salt: 21n })
    expect(session.salt).toBe(21n)
    await foretell([12n, 0], [13n, HOUR / 2])
    await receive(rpcResult(second?.msgId ?? 0n, ANSWER), { salt: 22n })
    session.call(3, QUERY)
    expect(sent().salt).toBe(12n)
  })
})

describe('a line that loses packets', () => {
  /** A server of one session: it runs a message once, keeps the answers that were not acknowledged, and gives them again. */
  class Model {
    readonly answers = new Map<bigint, Uint8Array>()
    readonly runs = new Map<number, number>()

    take(packet: Uint8Array): Uint8Array[] {
      const said: Uint8Array[] = []
      for (const { msgId, body } of server.hear(packet).messages) {
        if (getInt(body, 0) !== idOf('account.setAccountTTL')) continue
        const call = (readAny(new Reader(body)) as unknown as tl.account.setAccountTTL).ttl.days
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
    for (let step = 0; calls < 60 || session.hasUnanswered; step++) {
      expect(step).toBeLessThan(5000)
      vi.setSystemTime(Date.now() + 50)
      if (calls < 60 && chance(0.6)) {
        const query = encodeCall('account.setAccountTTL', { ttl: { _: 'accountDaysTTL', days: ++calls } })
        session.call(calls, query)
      }
      const packet = session.flush()
      let broken = chance(0.1)
      if (packet && !broken) {
        const said = model.take(packet)
        for (const body of said) {
          broken ||= chance(0.1)
          if (broken) break
          const answer = server.say(body)
          for (const copy of chance(0.2) ? [answer, answer] : [answer]) {
            for (const event of await session.receive(copy)) {
              if (event.kind === 'answer') ended.set(event.callId, (ended.get(event.callId) ?? 0) + 1)
            }
          }
        }
      }
      if (broken || (!packet && session.hasUnanswered)) session.connected()
    }
    expect([...model.runs.values()].every((times) => times === 1)).toBe(true)
    expect(model.runs.size).toBe(60)
    expect([...ended.values()]).toEqual(Array.from({ length: 60 }, () => 1))
  })
})

describe('the head of a packet', () => {
  it('must be followed by a message', async () => {
    session.call(1, QUERY)
    sent()
    await expect(receive(new Uint8Array(0))).rejects.toThrow('an empty packet')
    await expect(receive(concat(rpcResult(1n, new Uint8Array(0)).subarray(0, 4)))).rejects.toThrow()
  })
})
