import { describe, expect, it } from 'vitest'
import { ANSWER, bothEnds, callsIn, QUERY } from '../../testing/bothEnds'
import { rpcResult } from '../../testing/serverEnd'
import { encode, encodeCall, idOf, readAny } from '../../tl/codec'
import { Reader } from '../../tl/reader'
import { getInt, random } from '../crypto/bytes'
import { secondsOf } from './clock'
import { Session } from './session'

const ends = bothEnds()
const { sent, receive, says, badMsg } = ends
const UPDATE = random(16)

describe('calls', () => {
  it('are numbered with rising ids and odd numbers, several in a container', () => {
    for (let i = 1; i <= 3; i++) ends.session.call(i, QUERY)
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
    ends.session.call(1, QUERY)
    ends.session.call(2, QUERY)
    const [first, second] = callsIn(sent())
    const error = encode({ _: 'rpc_error', errorCode: 420, errorMessage: 'FLOOD_WAIT_7' })
    const body = ends.server.container([rpcResult(first?.msgId ?? 0n, ANSWER), rpcResult(second?.msgId ?? 0n, error)])
    expect(await receive(body)).toEqual([
      { kind: 'answer', callId: 1, body: ANSWER },
      { kind: 'error', callId: 2, code: 420, message: 'FLOOD_WAIT_7' },
    ])
    expect(await receive(rpcResult(first?.msgId ?? 0n, ANSWER))).toEqual([])
    expect(ends.session.hasUnanswered).toBe(false)
  })

  it('go out again on a new connection as the same messages, in a container of a new id', () => {
    ends.session.call(1, QUERY)
    ends.session.call(2, QUERY)
    const before = sent()
    ends.session.connected()
    ends.session.call(3, QUERY)
    const after = sent()
    expect(callsIn(after).slice(0, 2)).toEqual(callsIn(before))
    expect(callsIn(after)).toHaveLength(3)
    expect(after.outerId).toBeGreaterThan(before.outerId)
  })

  it('of a lane that must wait for one that goes out anew, fail rather than overtake it', async () => {
    ends.session.call(1, QUERY, 'a')
    ends.session.call(2, QUERY, 'a')
    const [first, second] = callsIn(sent())
    expect(second?.body).toEqual(encodeCall('invokeAfterMsg', { msgId: first?.msgId ?? 0n, query: QUERY }))
    await badMsg(first?.msgId ?? 0n, 20)
    ends.session.connected()
    const again = callsIn(sent())
    const renewed = again.find(({ body }) => body.length === QUERY.length)
    expect(renewed?.msgId).toBeGreaterThan(second?.msgId ?? 0n)
    const waiting = encodeCall('invokeAfterMsg', { msgId: renewed?.msgId ?? 0n, query: QUERY })
    expect(again.find(({ msgId }) => msgId === second?.msgId)?.body).toEqual(waiting)
    expect(again).toHaveLength(2)
  })

  it('that are given up are told to the server and never answered', async () => {
    ends.session.call(1, QUERY)
    const [call] = callsIn(sent())
    ends.session.cancel(1)
    const drop = sent().messages.map(({ body }) => readAny(new Reader(body)) as { _: string; reqMsgId?: bigint })
    expect(drop).toContainEqual({ _: 'rpc_drop_answer', reqMsgId: call?.msgId })
    expect(await receive(rpcResult(call?.msgId ?? 0n, ANSWER))).toEqual([])
  })

  it('that were not sent yet are given up without a word', () => {
    ends.session.call(1, QUERY)
    ends.session.cancel(1)
    expect(ends.session.flush()).toBeUndefined()
  })
})

describe('notices', () => {
  it('are believed only about what was sent', async () => {
    ends.session.call(1, QUERY)
    sent()
    await says({ _: 'bad_server_salt', badMsgId: 12n, badMsgSeqno: 1, errorCode: 48, newServerSalt: 99n })
    expect(ends.session.salt).toBe(5n)
    await badMsg(12n, 16, { msgId: ends.server.id(1, -5000) })
    expect(ends.session.offsetMillis).toBe(0)
  })

  it('of a wrong salt change it, and the call goes out again under its id', async () => {
    ends.session.call(1, QUERY)
    const [call] = callsIn(sent())
    const badMsgId = call?.msgId ?? 0n
    await says({ _: 'bad_server_salt', badMsgId, badMsgSeqno: 1, errorCode: 48, newServerSalt: 99n })
    const again = sent()
    expect(again.salt).toBe(99n)
    expect(callsIn(again)).toEqual([call])
  })

  it('of an id too low set the clock forward', async () => {
    ends.session.call(1, QUERY)
    const [call] = callsIn(sent())
    await badMsg(call?.msgId ?? 0n, 16, { msgId: ends.server.id(1, -5000) })
    expect(ends.session.offsetMillis).toBe(5_000_000)
    expect(secondsOf(sent().outerId)).toBe(1_800_005_000)
  })

  it('of an id too high set the clock back, and what cannot have been taken gets another id', async () => {
    ends.session = new Session(ends.server.key, 5n, 3_600_000)
    ends.session.call(1, QUERY)
    const [call] = callsIn(sent())
    await badMsg(call?.msgId ?? 0n, 17)
    expect(ends.session.offsetMillis).toBe(0)
    const [again] = callsIn(sent())
    expect(again?.msgId).not.toBe(call?.msgId)
    expect(secondsOf(again?.msgId ?? 0n) - 1_800_000_000).toBeLessThanOrEqual(31)
  })

  it('of a message too old make it another one', async () => {
    ends.session.call(1, QUERY)
    const [call] = callsIn(sent())
    await badMsg(call?.msgId ?? 0n, 20)
    expect(callsIn(sent())[0]?.msgId).toBeGreaterThan(call?.msgId ?? 0n)
  })

  it.each([32, 33])('of numbers out of order (%i) begin another session', async (code) => {
    ends.session.call(1, QUERY)
    const first = sent()
    const events = await badMsg(callsIn(first)[0]?.msgId ?? 0n, code)
    expect(events).toContainEqual({ kind: 'begun' })
    const again = sent()
    expect(again.sessionId).not.toBe(first.sessionId)
    expect(callsIn(again)[0]?.msgId).not.toBe(callsIn(first)[0]?.msgId)
    expect(callsIn(again)[0]?.seqNo).toBe(1)
  })

  it('of a fault that only this end can have made close the connection', async () => {
    ends.session.call(1, QUERY)
    const [call] = callsIn(sent())
    await expect(badMsg(call?.msgId ?? 0n, 34)).rejects.toThrow('code 34')
  })

  it('of a container carry all that was in it', async () => {
    ends.session.call(1, QUERY)
    ends.session.call(2, QUERY)
    const first = sent()
    await badMsg(first.outerId, 19)
    expect(callsIn(sent())).toEqual(callsIn(first))
  })
})

describe('what the server begins', () => {
  it('is a session, before which it has had nothing', async () => {
    ends.session.call(1, QUERY)
    const [call] = callsIn(sent())
    const firstMsgId = (call?.msgId ?? 0n) + 4n
    const events = await says({ _: 'new_session_created', firstMsgId, uniqueId: 1n, serverSalt: 7n })
    expect(events).toEqual([{ kind: 'begun' }])
    expect(callsIn(sent())).toEqual([call])
    expect(ends.session.salt).toBe(7n)
  })

  it('is an update, which is acknowledged with whatever is sent next', async () => {
    ends.session.call(1, QUERY)
    sent()
    const msgId = ends.server.id(3)
    expect(await receive(UPDATE, { msgId })).toEqual([{ kind: 'update', body: UPDATE }])
    ends.session.call(2, QUERY)
    const acks = sent().messages.find(({ body }) => getInt(body, 0) === idOf('msgs_ack'))
    expect(readAny(new Reader(acks?.body ?? UPDATE))).toEqual({ _: 'msgs_ack', msgIds: [msgId] })
  })

  it('is many updates, which are acknowledged when they are many', async () => {
    ends.session.call(1, QUERY)
    sent()
    for (let i = 0; i < 15; i++) await receive(UPDATE, { msgId: ends.server.id(3) })
    expect(ends.session.flush()).toBeUndefined()
    await receive(UPDATE, { msgId: ends.server.id(3) })
    expect(ends.session.flush()).toBeDefined()
  })

  it('is told of, and fetched if it has not come', async () => {
    ends.session.call(1, QUERY)
    sent()
    const answerMsgId = ends.server.id(1)
    const info = { _: 'msg_new_detailed_info', answerMsgId, bytes: 9, status: 0 } as const
    await says(info, { seqNo: 0 })
    expect(sent().messages.map(({ body }) => readAny(new Reader(body)))).toContainEqual({
      _: 'msg_resend_req',
      msgIds: [answerMsgId],
    })
    await receive(UPDATE, { msgId: answerMsgId })
    await says(info, { seqNo: 0 })
    expect(ends.session.flush()).toBeUndefined()
  })

  it('is taken once, however often it comes and however much came since', async () => {
    ends.session.call(1, QUERY)
    sent()
    const packet = ends.server.say(UPDATE, { msgId: ends.server.id(3) })
    expect(await ends.session.receive(packet)).toHaveLength(1)
    for (let i = 0; i < 1100; i++) expect(await receive(UPDATE, { msgId: ends.server.id(3) })).toHaveLength(1)
    expect(await ends.session.receive(packet)).toEqual([])
  })
})
