import { describe, expect, it } from 'vitest'
import { lineToServer, pass, STATE } from '../testing/lineServer'
import { rpcResult, ServerEnd } from '../testing/serverEnd'
import { encode } from '../tl/codec'

const to = lineToServer()
const { open, getState } = to

describe('a broken line', () => {
  it('is opened again, and what had no answer goes out as the same message', async () => {
    open()
    to.server.reply = () => undefined
    const answer = getState()
    await pass(10)
    to.server.last.break()
    expect(to.states.at(-1)?.kind).toBe('waiting')
    to.server.reply = () => STATE
    await pass(1000)
    expect(await answer).toEqual(STATE)
    expect(to.server.sockets).toHaveLength(2)
    expect(to.server.asked[1]?.msgId).toBe(to.server.asked[0]?.msgId)
    expect(to.states.map(({ kind }) => kind)).toEqual(['connecting', 'ready', 'waiting', 'connecting', 'ready'])
  })

  it('is tried again after longer and longer pauses, or at once when somebody asks', async () => {
    to.server.reachable = false
    open()
    await pass(60_000)
    const tries = to.server.sockets.length
    expect(tries).toBeGreaterThanOrEqual(7)
    expect(tries).toBeLessThanOrEqual(12)
    await pass(300_000)
    expect(to.server.sockets.length - tries).toBeLessThanOrEqual(20)
    const waiting = to.states.at(-1)
    expect(waiting?.kind === 'waiting' && waiting.retryAtMillis - Date.now()).toBeLessThanOrEqual(30_000)
    to.server.reachable = true
    to.line.wake()
    await pass(10)
    expect(to.states.at(-1)?.kind).toBe('ready')
  })

  it('is noticed when an answer does not come and a ping neither', async () => {
    open()
    await pass(10)
    to.server.mute = true
    const answer = getState()
    await pass(12_000)
    expect(to.server.sockets).toHaveLength(1)
    to.server.mute = false
    await pass(3_000)
    expect(to.server.sockets).toHaveLength(2)
    expect(await answer).toEqual(STATE)
  })

  it('is noticed while nobody asks anything', async () => {
    open()
    await pass(10)
    to.server.mute = true
    await pass(41_000)
    expect(to.server.sockets.length).toBeGreaterThan(1)
  })

  it('is noticed sooner when somebody asks', async () => {
    open()
    await pass(10)
    to.server.mute = true
    to.line.wake()
    await pass(9_000)
    expect(to.server.sockets).toHaveLength(2)
  })

  it('that does not open is given up', async () => {
    to.server.lost = true
    open()
    await pass(12_000)
    expect(to.server.sockets).toHaveLength(1)
    to.server.lost = false
    await pass(3_000)
    expect(to.states.at(-1)?.kind).toBe('ready')
  })

  it('is given longer each time that an answer is too large for it', async () => {
    open()
    await pass(10)
    to.server.mute = true
    const answer = getState()
    await pass(45_000)
    expect(to.server.sockets).toHaveLength(3)
    const { msgId } = to.server.asked.at(-1)!
    to.server.last.give(to.server.end.say(rpcResult(msgId, encode(STATE))))
    expect(await Promise.race([answer, pass(10)])).toEqual(STATE)
    to.server.mute = false
    await pass(60_000)
    expect(to.server.sockets).toHaveLength(3)
    to.server.mute = true
    to.line.wake()
    await pass(9_000)
    expect(to.server.sockets, 'the next one is not waited for as long').toHaveLength(4)
  })

  it('that is only quiet stays open', async () => {
    open()
    await pass(600_000)
    expect(to.server.sockets).toHaveLength(1)
    expect(to.states.at(-1)?.kind).toBe('ready')
  })

  it('is what a packet of somebody else makes it', async () => {
    open()
    await pass(10)
    to.server.last.give(new ServerEnd().say(encode(STATE)))
    await pass(1000)
    expect(to.server.sockets).toHaveLength(2)
  })
})
