import { afterEach, beforeEach, vi } from 'vitest'
import type * as tl from '@generated/tl'
import type { Connection, ConnectionListener, LineState, SavedKey } from '../mtproto/connection'
import { putInt } from '../mtproto/crypto/bytes'
import { connect } from '../mtproto/line'
import { encode, loadRest, readAny } from '../tl/codec'
import { Reader } from '../tl/reader'
import { rpcResult, ServerEnd, ServerTransport } from './serverEnd'

await loadRest()

const APP = { version: '1.2', device: 'a browser', system: 'a system', language: 'uk' }
export const STATE: tl.updates.state = { _: 'updates.state', pts: 1, qts: 2, date: 3, seq: 4, unreadCount: 5 }

/** A call as the server reads it. */
export interface Asked {
  name: string
  value: tl.Any
  msgId: bigint
  /** The call that it has to run after. */
  after: bigint | undefined
  wrapped: boolean
}

/** A server that answers what it is told to. */
export class LineServer {
  readonly end = new ServerEnd()
  readonly sockets: FakeSocket[] = []
  readonly asked: Asked[] = []
  reachable = true
  /** Neither lets anybody in nor says so. */
  lost = false
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
    const after = value._ === 'invokeAfterMsg' ? (value as unknown as tl.invokeAfterMsg).msgId : undefined
    let wrapped = false
    while ('query' in value) {
      wrapped ||= value._ === 'invokeWithLayer'
      value = readAny(new Reader(value.query)) as tl.Any | Wrapper
    }
    const call: Asked = { name: value._, value, msgId, after, wrapped }
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

type Wrapper = { _: 'invokeAfterMsg' | 'invokeWithLayer' | 'initConnection'; query: Uint8Array }

class FakeSocket {
  static readonly OPEN = 1
  /** Whom all sockets lead to. */
  static server: LineServer
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
    FakeSocket.server.sockets.push(this)
    setTimeout(() => {
      if (FakeSocket.server.lost) return
      if (FakeSocket.server.reachable) {
        this.readyState = FakeSocket.OPEN
        this.onopen()
      } else {
        this.onclose()
      }
    })
  }

  send(bytes: Uint8Array): void {
    for (const packet of this.#transport.receive(bytes)) FakeSocket.server.take(packet, this)
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

/** A line to a server of its own, and what was heard of it. */
class Lined {
  server = new LineServer()
  line!: Connection
  saved!: SavedKey
  told: string[] = []
  states: LineState[] = []

  readonly listener: ConnectionListener = {
    updates: (updates) => this.told.push(updates._),
    gap: () => this.told.push('gap'),
    state: (state) => this.states.push(state),
    loggedOut: (why) => this.told.push(why),
    save: (key) => {
      this.saved = key
    },
  }

  begin(): void {
    this.server = new LineServer()
    FakeSocket.server = this.server
    this.saved = { authKey: this.server.end.key.bytes, salt: 5n, timeOffsetSeconds: 0, fingerprint: 77n }
    this.told = []
    this.states = []
  }

  readonly open = (): void => this.connect(this.saved)

  /** As a device without a key that has known the server by a public key with this fingerprint. */
  readonly openAnew = (fingerprint: bigint): void => this.connect(undefined, fingerprint)

  private connect(saved: SavedKey | undefined, fingerprint?: bigint): void {
    this.line = connect('https://example.org', APP)(saved, this.listener, fingerprint)
  }

  readonly getState = () => this.line.invoke('updates.getState', {})

  /** The names of what was called, in order. */
  readonly calls = () => this.server.asked.map(({ name }) => name)
}

/** Time goes on, and what waits for it is done. */
export const pass = (millis = 0) => vi.advanceTimersByTimeAsync(millis)

/** A line that each test of a file opens anew, at a time that goes on only by {@link pass}. */
export function lineToServer(): Lined {
  const lined = new Lined()
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    vi.spyOn(console, 'error').mockImplementation(() => {})
    vi.stubGlobal('WebSocket', FakeSocket)
    lined.begin()
  })
  afterEach(() => {
    lined.line.close()
    vi.useRealTimers()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
  return lined
}
