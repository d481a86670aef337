import { describe, expect, it, vi } from 'vitest'
import { lineToServer, pass, STATE } from '../testing/lineServer'
import { rpcResult } from '../testing/serverEnd'
import { encode } from '../tl/codec'
import { RpcError } from './connection'
import { putInt } from './crypto/bytes'

const to = lineToServer()
const { open, getState, calls } = to

describe('a call', () => {
  it('waits for the line, and is answered', async () => {
    open()
    const answer = getState()
    await pass(10)
    expect(await answer).toEqual(STATE)
    expect(to.states.map(({ kind }) => kind)).toEqual(['connecting', 'ready'])
    expect(to.server.last.url).toBe('wss://example.org/apiws')
    expect(to.server.last.protocol).toBe('binary')
  })

  it('says which layer and app it is of until one was answered', async () => {
    open()
    const first = [getState(), getState()]
    await pass(10)
    await Promise.all(first)
    await Promise.all([getState(), pass(10)])
    expect(to.server.asked.map(({ wrapped }) => wrapped)).toEqual([true, true, false])
  })

  it('says it again to a server that forgot', async () => {
    open()
    await Promise.all([getState(), pass(10)])
    to.server.reply = ({ wrapped }) =>
      wrapped ? STATE : { _: 'rpc_error', errorCode: 400, errorMessage: 'CONNECTION_NOT_INITED' }
    const [answer] = await Promise.all([getState(), pass(20)])
    expect(answer).toEqual(STATE)
    expect(to.server.asked.map(({ wrapped }) => wrapped)).toEqual([true, false, true])
  })

  it('is rejected with the error, its number apart', async () => {
    open()
    to.server.reply = () => ({ _: 'rpc_error', errorCode: 420, errorMessage: 'FLOOD_WAIT_17' })
    const flood = getState()
    const expected = expect(flood).rejects.toMatchObject({ code: 420, type: 'FLOOD_WAIT', value: 17, message: 'FLOOD_WAIT_17' })
    await pass(10)
    await expected
    to.server.reply = () => ({ _: 'rpc_error', errorCode: 400, errorMessage: 'PEER_ID_INVALID' })
    const invalid = expect(getState()).rejects.toEqual(new RpcError(400, 'PEER_ID_INVALID', undefined))
    await pass(10)
    await invalid
  })

  it('is rejected if what it is answered with is something else', async () => {
    open()
    to.server.reply = () => ({ _: 'inputPeerSelf' })
    const answer = expect(getState()).rejects.toThrow('where a updates.State belongs')
    await pass(10)
    await answer
  })

  it('can be given up', async () => {
    open()
    to.server.reply = () => undefined
    const giveUp = new AbortController()
    const answer = expect(to.line.invoke('updates.getState', {}, { signal: giveUp.signal })).rejects.toThrow('enough')
    await pass(10)
    giveUp.abort(new Error('enough'))
    await answer
    await pass(10)
    expect(calls()).toEqual(['updates.getState', 'rpc_drop_answer'])
    await expect(to.line.invoke('updates.getState', {}, { signal: giveUp.signal })).rejects.toThrow('enough')
  })

  it('of a lane names the one before it, also on another connection', async () => {
    open()
    to.server.reply = () => undefined
    const answers = ['a', undefined, 'a', 'b', 'a'].map((lane) => to.line.invoke('updates.getState', {}, { lane }))
    await pass(10)
    const [first, , second] = to.server.asked.map(({ msgId }) => msgId)
    expect(to.server.asked.map(({ after }) => after)).toEqual([undefined, undefined, first, undefined, second])
    to.server.last.break()
    to.server.reply = () => STATE
    await pass(1000)
    await Promise.all(answers)
    expect(to.server.asked.slice(5).map(({ after }) => after)).toEqual([undefined, undefined, first, undefined, second])
    const alone = to.line.invoke('updates.getState', {}, { lane: 'a' })
    await pass(10)
    await alone
    expect(to.server.asked.at(-1)?.after).toBeUndefined()
  })

  it('that nothing answers is rejected when the line is closed', async () => {
    open()
    const answer = expect(getState()).rejects.toThrow('the connection was closed')
    to.line.close()
    await answer
    await expect(getState()).rejects.toThrow('the connection is closed')
    await pass(60_000)
    expect(to.server.sockets).toHaveLength(0)
  })
})

describe('updates', () => {
  it('come as they were sent, after the answers before them', async () => {
    open()
    await Promise.all([getState(), pass(10)])
    to.server.reply = () => undefined
    const answer = getState().then(() => to.told.push('answer'))
    await pass(10)
    const msgId = to.server.asked.at(-1)?.msgId ?? 0n
    const bodies = [
      encode({ _: 'updatesTooLong' }),
      rpcResult(msgId, encode(STATE)),
      encode({ _: 'updates', updates: [], users: [], chats: [], date: 1, seq: 0 }),
    ]
    to.server.push(to.server.end.container(bodies))
    await pass(10)
    await answer
    expect(to.told).toEqual(['updatesTooLong', 'answer', 'updates'])
  })

  it('that cannot be read are a gap, and the line stays', async () => {
    open()
    await pass(10)
    const unknown = new Uint8Array(8)
    putInt(unknown, 0, 0x12345678)
    to.server.push(unknown)
    to.server.push({ _: 'updatesTooLong' })
    await pass(10)
    expect(to.told).toEqual(['gap', 'updatesTooLong'])
    expect(to.server.sockets).toHaveLength(1)
  })

  it('may be missing when the server begins the session', async () => {
    open()
    await pass(10)
    to.server.push({ _: 'new_session_created', firstMsgId: 0n, uniqueId: 1n, serverSalt: 9n })
    await pass(10)
    expect(to.told).toEqual(['gap'])
    expect(to.saved.salt).toBe(9n)
  })
})

describe('what is sent in one go', () => {
  it('goes in one packet', async () => {
    open()
    await pass(10)
    const takes = vi.spyOn(to.server, 'take')
    const answers = Promise.all([getState(), getState(), getState()])
    await pass(10)
    await answers
    expect(takes).toHaveBeenCalledTimes(1)
    expect(calls()).toHaveLength(3)
  })
})
