import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type * as tl from '@generated/tl'
import { rpcResult, ServerEnd, ServerTransport } from '../testing/serverEnd'
import { encode, loadRest, readAny } from '../tl/codec'
import { Reader } from '../tl/reader'
import { type Connection, type ConnectionListener, type LineState, RpcError, type SavedKey } from './connection'
import { putInt } from './crypto/bytes'
import { connect } from './line'

await loadRest()

const APP = { version: '1.2', device: 'a browser', system: 'a system', language: 'uk' }
const STATE: tl.updates.state = { _: 'updates.state', pts: 1, qts: 2, date: 3, seq: 4, unreadCount: 5 }
const CONFIGURED = encode(STATE)

/** A call as the server reads it. */
interface Asked {
  name: string
  value: tl.Any
  msgId: bigint
  wrapped: boolean
}

/** A server that answers what it is told to. */
class Server {
  readonly end = new ServerEnd()
  readonly sockets: FakeSocket[] = []
  readonly asked: Asked[] = []
  reachable = true
  /** Reads, but says nothing. */
  mute = false
  /** What every packet is answered with instead. */
  error: number | undefined
  reply: (call: Asked) => tl.Any | undefined = (call) => (call.name === 'updates.getState' ? STATE : undefined)

  get last(): FakeSocket {
    const socket = this.sockets.at(-1)
    if (!socket) throw new Error('nobody connected')
    return socket
  }

  push(value: tl.Any | Uint8Array): void {
    const body = value instanceof Uint8Array ? value : encode(value)
    this.last.give(this.end.say(body, { msgId: this.end.id(3) }))
  }

  take(packet: Uint8Array, socket: FakeSocket): void {
    if (this.error !== undefined) {
      const error = new Uint8Array(4)
      putInt(error, 0, -this.error)
      socket.give(error)
      return
    }
    for (const { msgId, body } of this.end.hear(packet).messages) this.#message(msgId, body, socket)
  }

  #message(msgId: bigint, body: Uint8Array, socket: FakeSocket): void {
    let value = readAny(new Reader(body)) as tl.Any | Wrapper
    const wrapped = value._ === 'invokeWithLayer'
    while ('query' in value) value = readAny(new Reader(value.query)) as tl.Any | Wrapper
    const call: Asked = { name: value._, value, msgId, wrapped }
    if (call.name === 'ping_delay_disconnect') {
      const pong: tl.pong = { _: 'pong', msgId, pingId: (value as unknown as tl.ping_delay_disconnect).pingId }
      if (!this.mute) socket.give(this.end.say(encode(pong), { seqNo: 0 }))
    } else if (!['get_future_salts', 'msgs_ack'].includes(call.name)) {
      this.asked.push(call)
      const answer = this.mute ? undefined : this.reply(call)
      if (answer) socket.give(this.end.say(rpcResult(msgId, encode(answer))))
    }
  }
}

type Wrapper = { _: 'invokeWithLayer' | 'initConnection'; query: Uint8Array }

class FakeSocket {
  static readonly OPEN = 1
  readyState = 0
  binaryType = ''
  onopen: () => void = () => {}
  onmessage: (event: { data: unknown }) => void = () => {}
  onclose: () => void = () => {}
  onerror: () => void = () => {}
  readonly #transport = new ServerTransport()

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    server.sockets.push(this)
    setTimeout(() => {
      if (server.reachable) {
        this.readyState = FakeSocket.OPEN
        this.onopen()
      } else {
        this.onclose()
      }
    })
  }

  send(bytes: Uint8Array): void {
    for (const packet of this.#transport.receive(bytes)) server.take(packet, this)
  }

  give(packet: Uint8Array): void {
    const data = this.#transport.frame(packet).slice().buffer
    setTimeout(() => this.readyState === FakeSocket.OPEN && this.onmessage({ data }))
  }

  close(): void {
    this.readyState = 3
  }

  /** The line breaks. */
  break(): void {
    this.readyState = 3
    this.onclose()
  }
}

let server: Server
let line: Connection
let saved: SavedKey
let told: string[]
let states: LineState[]

const listener: ConnectionListener = {
  updates: (updates) => told.push(updates._),
  gap: () => told.push('gap'),
  state: (state) => states.push(state),
  loggedOut: (why) => told.push(why),
  save: (key) => {
    saved = key
  },
}

const pass = (millis = 0) => vi.advanceTimersByTimeAsync(millis)
const getState = () => line.invoke('updates.getState', {})
const calls = () => server.asked.map(({ name }) => name)

function open(): void {
  line = connect('https://example.org', APP)(saved, listener)
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.stubGlobal('WebSocket', FakeSocket)
  server = new Server()
  saved = { authKey: server.end.key.bytes, salt: 5n, timeOffsetSeconds: 0, fingerprint: 77n }
  told = []
  states = []
})

afterEach(() => {
  line.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('a call', () => {
  it('waits for the line, and is answered', async () => {
    open()
    const answer = getState()
    await pass(10)
    expect(await answer).toEqual(STATE)
    expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'ready'])
    expect(server.last.url).toBe('wss://example.org/apiws')
    expect(server.last.protocol).toBe('binary')
  })

  it('says which layer and app it is of until one was answered', async () => {
    open()
    const first = [getState(), getState()]
    await pass(10)
    await Promise.all(first)
    await Promise.all([getState(), pass(10)])
    expect(server.asked.map(({ wrapped }) => wrapped)).toEqual([true, true, false])
  })

  it('says it again to a server that forgot', async () => {
    open()
    await Promise.all([getState(), pass(10)])
    server.reply = ({ wrapped }) =>
      wrapped ? STATE : { _: 'rpc_error', errorCode: 400, errorMessage: 'CONNECTION_NOT_INITED' }
    const [answer] = await Promise.all([getState(), pass(20)])
    expect(answer).toEqual(STATE)
    expect(server.asked.map(({ wrapped }) => wrapped)).toEqual([true, false, true])
  })

  it('is rejected with the error, its number apart', async () => {
    open()
    server.reply = () => ({ _: 'rpc_error', errorCode: 420, errorMessage: 'FLOOD_WAIT_17' })
    const flood = getState()
    const expected = expect(flood).rejects.toMatchObject({ code: 420, type: 'FLOOD_WAIT', value: 17, message: 'FLOOD_WAIT_17' })
    await pass(10)
    await expected
    server.reply = () => ({ _: 'rpc_error', errorCode: 400, errorMessage: 'PEER_ID_INVALID' })
    const invalid = expect(getState()).rejects.toEqual(new RpcError(400, 'PEER_ID_INVALID', undefined))
    await pass(10)
    await invalid
  })

  it('is rejected if what it is answered with is something else', async () => {
    open()
    server.reply = () => ({ _: 'inputPeerSelf' })
    const answer = expect(getState()).rejects.toThrow('where a updates.State belongs')
    await pass(10)
    await answer
  })

  it('can be given up', async () => {
    open()
    server.reply = () => undefined
    const giveUp = new AbortController()
    const answer = expect(line.invoke('updates.getState', {}, { signal: giveUp.signal })).rejects.toThrow('enough')
    await pass(10)
    giveUp.abort(new Error('enough'))
    await answer
    await pass(10)
    expect(calls()).toEqual(['updates.getState', 'rpc_drop_answer'])
    await expect(line.invoke('updates.getState', {}, { signal: giveUp.signal })).rejects.toThrow('enough')
  })

  it('in order is sent only after those before it were answered, whatever the answer', async () => {
    open()
    const asked: Asked[] = []
    server.reply = (call) => void asked.push(call)
    const answers = [1, 2, 3].map((days) =>
      line.invoke('account.setAccountTTL', { ttl: { _: 'accountDaysTTL', days } }, { ordered: true }),
    )
    const failed = expect(answers[0]).rejects.toThrow('NO')
    await pass(10)
    expect(asked).toHaveLength(1)
    const no = encode({ _: 'rpc_error', errorCode: 400, errorMessage: 'NO' })
    server.last.give(server.end.say(rpcResult(asked[0]?.msgId ?? 0n, no)))
    await pass(10)
    await failed
    expect(asked.map(({ value }) => (value as unknown as tl.account.setAccountTTL).ttl.days)).toEqual([1, 2])
    line.close()
    await Promise.allSettled(answers)
  })

  it('that nothing answers is rejected when the line is closed', async () => {
    open()
    const answer = expect(getState()).rejects.toThrow('the connection was closed')
    line.close()
    await answer
    await expect(getState()).rejects.toThrow('the connection is closed')
    await pass(60_000)
    expect(server.sockets).toHaveLength(0)
  })
})

describe('a broken line', () => {
  it('is opened again, and what had no answer goes out as the same message', async () => {
    open()
    server.reply = () => undefined
    const answer = getState()
    await pass(10)
    server.last.break()
    expect(states.at(-1)?.kind).toBe('waiting')
    server.reply = () => STATE
    await pass(1000)
    expect(await answer).toEqual(STATE)
    expect(server.sockets).toHaveLength(2)
    expect(server.asked[1]?.msgId).toBe(server.asked[0]?.msgId)
    expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'ready', 'waiting', 'connecting', 'ready'])
  })

  it('is tried again after longer and longer pauses, or at once when somebody asks', async () => {
    server.reachable = false
    open()
    await pass(60_000)
    const tries = server.sockets.length
    expect(tries).toBeGreaterThanOrEqual(7)
    expect(tries).toBeLessThanOrEqual(12)
    await pass(300_000)
    expect(server.sockets.length - tries).toBeLessThanOrEqual(20)
    const waiting = states.at(-1)
    expect(waiting?.kind === 'waiting' && waiting.retryAtMillis - Date.now()).toBeLessThanOrEqual(30_000)
    server.reachable = true
    line.wake()
    await pass(10)
    expect(states.at(-1)?.kind).toBe('ready')
  })

  it('is noticed when an answer does not come and a ping neither', async () => {
    open()
    await pass(10)
    server.mute = true
    const answer = getState()
    await pass(12_000)
    expect(server.sockets).toHaveLength(1)
    server.mute = false
    await pass(3_000)
    expect(server.sockets).toHaveLength(2)
    expect(await answer).toEqual(STATE)
  })

  it('is noticed while nobody asks anything', async () => {
    open()
    await pass(10)
    server.mute = true
    await pass(41_000)
    expect(server.sockets.length).toBeGreaterThan(1)
  })

  it('is noticed sooner when somebody asks', async () => {
    open()
    await pass(10)
    server.mute = true
    line.wake()
    await pass(9_000)
    expect(server.sockets).toHaveLength(2)
  })

  it('that is only quiet stays open', async () => {
    open()
    await pass(600_000)
    expect(server.sockets).toHaveLength(1)
    expect(states.at(-1)?.kind).toBe('ready')
  })

  it('is what a packet of somebody else makes it', async () => {
    open()
    await pass(10)
    server.last.give(new ServerEnd().say(CONFIGURED))
    await pass(1000)
    expect(server.sockets).toHaveLength(2)
  })
})

describe('updates', () => {
  it('come as they were sent, after the answers before them', async () => {
    open()
    await Promise.all([getState(), pass(10)])
    server.reply = () => undefined
    const answer = getState().then(() => told.push('answer'))
    await pass(10)
    const msgId = server.asked.at(-1)?.msgId ?? 0n
    const bodies = [
      encode({ _: 'updatesTooLong' }),
      rpcResult(msgId, CONFIGURED),
      encode({ _: 'updates', updates: [], users: [], chats: [], date: 1, seq: 0 }),
    ]
    server.push(server.end.container(bodies))
    await pass(10)
    await answer
    expect(told).toEqual(['updatesTooLong', 'answer', 'updates'])
  })

  it('that cannot be read are a gap, and the line stays', async () => {
    open()
    await pass(10)
    const unknown = new Uint8Array(8)
    putInt(unknown, 0, 0x12345678)
    server.push(unknown)
    server.push({ _: 'updatesTooLong' })
    await pass(10)
    expect(told).toEqual(['gap', 'updatesTooLong'])
    expect(server.sockets).toHaveLength(1)
  })

  it('may be missing when the server begins the session', async () => {
    open()
    await pass(10)
    server.push({ _: 'new_session_created', firstMsgId: 0n, uniqueId: 1n, serverSalt: 9n })
    await pass(10)
    expect(told).toEqual(['gap'])
    expect(saved.salt).toBe(9n)
  })
})

describe('a log-in', () => {
  it('ends where the server says so', async () => {
    open()
    server.reply = () => ({ _: 'rpc_error', errorCode: 401, errorMessage: 'SESSION_REVOKED' })
    const answer = expect(getState()).rejects.toMatchObject({ code: 401 })
    await pass(10)
    await answer
    expect(told).toEqual(['ended'])
  })

  it('does not end where a password is wanted', async () => {
    open()
    server.reply = () => ({ _: 'rpc_error', errorCode: 401, errorMessage: 'SESSION_PASSWORD_NEEDED' })
    const answer = expect(getState()).rejects.toMatchObject({ type: 'SESSION_PASSWORD_NEEDED' })
    await pass(10)
    await answer
    expect(told).toEqual([])
  })

  it('ends when the server knows the key no more, and says so twice; then another key is made', async () => {
    const fetched = vi.fn(() => Promise.reject(new Error('not here')))
    vi.stubGlobal('fetch', fetched)
    server.error = 404
    open()
    const answer = expect(getState()).rejects.toMatchObject({ code: 401, type: 'AUTH_KEY_UNREGISTERED' })
    await pass(10)
    expect(told).toEqual([])
    await pass(2000)
    await answer
    expect(told).toEqual(['ended'])
    await pass(5000)
    expect(fetched).toHaveBeenCalledWith('https://example.org/server-key.json', expect.anything())
  })

  it('survives a server that says so once', async () => {
    server.error = 404
    open()
    await pass(10)
    server.error = undefined
    const [answer] = await Promise.all([getState(), pass(2000)])
    expect(answer).toEqual(STATE)
    expect(told).toEqual([])
  })

  it('is not begun with a server whose public key is another one', async () => {
    const modulus = new Uint8Array(256).fill(0xff)
    const n = btoa(String.fromCharCode(...modulus)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ kty: 'RSA', n, e: 'AQAB' }))))
    line = connect('https://example.org', APP)(undefined, listener, 77n)
    const answer = expect(getState()).rejects.toThrow('the connection was closed')
    await pass(10)
    await answer
    expect(told).toEqual(['keyChanged'])
    await pass(60_000)
    expect(server.sockets).toHaveLength(0)
  })
})

describe('what is sent in one go', () => {
  it('goes in one packet', async () => {
    open()
    await pass(10)
    const takes = vi.spyOn(server, 'take')
    const answers = Promise.all([getState(), getState(), getState()])
    await pass(10)
    await answers
    expect(takes).toHaveBeenCalledTimes(1)
    expect(calls()).toHaveLength(3)
  })
})
