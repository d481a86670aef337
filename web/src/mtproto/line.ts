import { layer } from '@generated/schema'
import type * as tl from '@generated/tl'
import { decode, decodeAnswer, encodeCall, knows, loadRest } from '../tl/codec'
import {
  type AppInfo,
  type Connect,
  type Connection,
  type ConnectionListener,
  type InvokeOptions,
  LineClosed,
  type LineState,
  type MethodName,
  type RequestOf,
  type ResponseOf,
  RpcError,
  type SavedKey,
} from './connection'
import { AuthKey } from './crypto/authKey'
import { ServerKey } from './crypto/serverKey'
import { KeyExchange, type Step } from './handshake'
import { Session, type SessionEvent } from './message/session'
import { DISCONNECT_SECONDS, Pulse } from './pulse'
import { Socket } from './socket'
import { errorOf } from './transport'

const FIRST_PAUSE_MILLIS = 500
const LONGEST_PAUSE_MILLIS = 30_000
const FETCH_MILLIS = 10_000

/** The number of our own kind of client, which servers of this project do not look at. */
const API_ID = 1

/** What the browser believes of its network: either way it is worth a look. */
const HINTS = ['online', 'offline']

/** The server knows no such key. */
const UNKNOWN_KEY = 404

/** Said once it may be a mistake of a server that is starting; said twice in a row the key is gone. */
const UNKNOWN_KEY_LIMIT = 2

/** @param origin where the page is from: `https://example.org` */
export const connect =
  (origin: string, app: AppInfo): Connect =>
  (saved, listener, pinned) =>
    new Line(origin, app, saved, listener, pinned)

interface Call {
  /** Another one when it must be called again. */
  id: number
  method: MethodName
  request: never
  lane: string | undefined
  wrapped: boolean
  resolve(answer: never): void
  reject(error: unknown): void
}

class Line implements Connection {
  readonly #origin: string
  readonly #app: AppInfo
  readonly #listener: ConnectionListener
  readonly #pulse = new Pulse(
    () => this.#ping(),
    () => this.#socket?.close(),
  )
  readonly #calls = new Map<number, Call>()
  readonly #wake = () => this.wake()
  #pinned: bigint | undefined
  #saved: SavedKey | undefined
  #session: Session | undefined
  #socket: Socket | undefined
  #exchange: KeyExchange | undefined
  #lastCallId = 0
  #initialised = false
  #state: LineState = { kind: 'connecting' }
  #pauses = 0
  #unknownKeys = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #flushing = false
  #closed = false

  constructor(
    origin: string,
    app: AppInfo,
    saved: SavedKey | undefined,
    listener: ConnectionListener,
    pinned: bigint | undefined,
  ) {
    this.#origin = origin
    this.#app = app
    this.#listener = listener
    this.#pinned = pinned ?? saved?.fingerprint
    if (saved) {
      this.#begin(saved)
      void loadRest().catch(() => undefined)
    }
    for (const hint of HINTS) globalThis.addEventListener?.(hint, this.#wake)
    queueMicrotask(() => void this.#connect())
  }

  invoke<M extends MethodName>(method: M, request: RequestOf<M>, options: InvokeOptions = {}): Promise<ResponseOf<M>> {
    const call = () => this.#call(method, request, options)
    return knows(method) ? call() : loadRest().then(call)
  }

  wake(): void {
    queueMicrotask(() => {
      if (this.#closed) return
      if (this.#state.kind === 'ready') this.#pulse.check()
      else if (this.#state.kind === 'waiting') void this.#connect()
    })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const hint of HINTS) globalThis.removeEventListener?.(hint, this.#wake)
    clearTimeout(this.#retry)
    this.#pulse.stop()
    this.#socket?.close()
    this.#rejectAll(new LineClosed('the connection was closed'))
  }

  #call<M extends MethodName>(method: M, request: RequestOf<M>, { signal, lane }: InvokeOptions): Promise<ResponseOf<M>> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      if (this.#closed) throw new LineClosed('the connection is closed')
      const call: Call = { id: 0, method, request: request as never, lane, wrapped: false, resolve, reject }
      this.#add(call)
      const giveUp = () => {
        if (this.#calls.delete(call.id)) {
          this.#session?.cancel(call.id)
          this.#flushSoon()
          reject(signal?.reason)
        }
      }
      signal?.addEventListener('abort', giveUp, { once: true })
    })
  }

  #add(call: Call): void {
    const query = this.#query(call)
    call.id = ++this.#lastCallId
    this.#calls.set(call.id, call)
    this.#session?.call(call.id, query, call.lane)
    this.#flushSoon()
  }

  /** Until one was answered, calls say which layer and which app they are of. */
  #query(call: Call): Uint8Array {
    const query = encodeCall(call.method, call.request)
    call.wrapped = !this.#initialised
    if (this.#initialised) return query
    const { version, device, system, language } = this.#app
    return encodeCall('invokeWithLayer', {
      layer,
      query: encodeCall('initConnection', {
        apiId: API_ID,
        deviceModel: device,
        systemVersion: system,
        appVersion: version,
        systemLangCode: language,
        langPack: '',
        langCode: language,
        query,
      }),
    })
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#retry)
    this.#tell({ kind: 'connecting' })
    try {
      if (!this.#session && !(await this.#prepareExchange())) return
    } catch {
      if (!this.#closed) this.#pause()
      return
    }
    if (this.#closed) return
    this.#socket = new Socket(`${this.#origin.replace(/^http/, 'ws')}/apiws`, {
      opened: () => this.#opened(),
      packet: (packet) => this.#packet(packet),
      closed: () => this.#lost(),
    })
    // Where packets are lost without a word, a browser waits for minutes.
    this.#pulse.asked()
  }

  /** False if the server is not to be trusted. */
  async #prepareExchange(): Promise<boolean> {
    const options = { cache: 'no-store', signal: AbortSignal.timeout(FETCH_MILLIS) } as const
    const answer = await fetch(`${this.#origin}/server-key.json`, options)
    const key = ServerKey.fromJwk(await answer.json())
    if (this.#pinned !== undefined && this.#pinned !== key.fingerprint) {
      this.close()
      this.#listener.loggedOut('keyChanged')
      return false
    }
    this.#pinned = key.fingerprint
    this.#exchange = new KeyExchange(key)
    return true
  }

  #opened(): void {
    this.#pulse.heard()
    if (this.#exchange) {
      this.#socket?.send(this.#exchange.start())
      this.#pulse.asked()
    } else {
      this.#session?.connected()
      this.#pulse.check()
    }
  }

  async #packet(packet: Uint8Array): Promise<void> {
    this.#pulse.heard()
    const error = errorOf(packet)
    if (error !== undefined) {
      this.#refused(error)
    } else if (this.#exchange) {
      this.#step(this.#exchange.receive(packet))
    } else if (this.#session) {
      const events = await this.#session.receive(packet)
      this.#ready()
      this.#keep(this.#session)
      if (events.some(({ kind }) => kind === 'update')) await loadRest()
      for (const [i, event] of events.entries()) {
        this.#handle(event)
        // Whoever awaits an answer goes on before what came after it.
        if ('callId' in event && i < events.length - 1) await new Promise((next) => setTimeout(next))
      }
      this.#flushSoon()
      if (!this.#session?.hasUnanswered) this.#pulse.rested()
    }
  }

  #step(step: Step): void {
    switch (step.kind) {
      case 'send':
        this.#socket?.send(step.packet)
        this.#pulse.asked()
        return
      case 'failed':
        throw new Error(`no key was made: ${step.reason}`)
      case 'done': {
        this.#exchange = undefined
        const { key, salt, timeOffsetSeconds } = step
        this.#begin({ authKey: key.bytes, salt, timeOffsetSeconds, fingerprint: this.#pinned ?? 0n })
        if (this.#saved) this.#listener.save(this.#saved)
        this.#pulse.check()
      }
    }
  }

  #begin(saved: SavedKey): void {
    this.#saved = saved
    this.#initialised = false
    this.#session = new Session(new AuthKey(saved.authKey), saved.salt, saved.timeOffsetSeconds * 1000)
    for (const [id, call] of this.#calls) this.#session.call(id, this.#query(call), call.lane)
  }

  #handle(event: SessionEvent): void {
    switch (event.kind) {
      case 'answer':
        this.#answered(event.callId, event.body)
        return
      case 'error':
        this.#failed(event.callId, rpcError(event.code, event.message))
        return
      case 'update':
        this.#update(event.body)
        return
      case 'begun':
        this.#listener.gap()
    }
  }

  #answered(id: number, body: Uint8Array): void {
    const call = this.#taken(id)
    if (!call) return
    if (call.wrapped) this.#initialised = true
    try {
      call.resolve(decodeAnswer(call.method, body) as never)
    } catch (error) {
      call.reject(error)
    }
  }

  #failed(id: number, error: RpcError): void {
    const call = this.#taken(id)
    if (!call) return
    if (error.type === 'CONNECTION_NOT_INITED' && !call.wrapped) {
      this.#initialised = false
      this.#add(call)
      return
    }
    call.reject(error)
    if (error.code === 401 && error.type !== 'SESSION_PASSWORD_NEEDED') this.#listener.loggedOut('ended')
  }

  #taken(id: number): Call | undefined {
    const call = this.#calls.get(id)
    this.#calls.delete(id)
    return call
  }

  #update(body: Uint8Array): void {
    let updates: tl.Updates
    try {
      updates = decode('Updates', body) as tl.Updates
    } catch (error) {
      console.error('updates that cannot be read:', error)
      this.#listener.gap()
      return
    }
    this.#listener.updates(updates)
  }

  #refused(error: number): void {
    if (error === UNKNOWN_KEY && this.#session && ++this.#unknownKeys >= UNKNOWN_KEY_LIMIT) {
      this.#unknownKeys = 0
      this.#session = this.#saved = undefined
      this.#rejectAll(new RpcError(401, 'AUTH_KEY_UNREGISTERED', undefined))
      this.#listener.loggedOut('ended')
    }
    this.#socket?.close()
  }

  #lost(): void {
    this.#socket = this.#exchange = undefined
    this.#pulse.stop()
    if (!this.#closed) this.#pause()
  }

  /** Longer after each failure, and never quite the same, so that not all come back at once. */
  #pause(): void {
    const longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** this.#pauses++)
    const pause = longest * (0.5 + Math.random() / 2)
    this.#retry = setTimeout(() => void this.#connect(), pause)
    this.#tell({ kind: 'waiting', retryAtMillis: Date.now() + pause })
  }

  #ready(): void {
    this.#unknownKeys = 0
    this.#pauses = 0
    if (this.#state.kind !== 'ready') this.#tell({ kind: 'ready' })
  }

  #tell(state: LineState): void {
    this.#state = state
    this.#listener.state(state)
  }

  /** Has salt and time offset kept where they changed. */
  #keep(session: Session): void {
    const timeOffsetSeconds = Math.round(session.offsetMillis / 1000)
    const { salt } = session
    if (this.#saved && (salt !== this.#saved.salt || timeOffsetSeconds !== this.#saved.timeOffsetSeconds)) {
      this.#saved = { ...this.#saved, salt, timeOffsetSeconds }
      this.#listener.save(this.#saved)
    }
  }

  #ping(): void {
    if (!this.#session || this.#exchange) return
    this.#session.ping(DISCONNECT_SECONDS)
    this.#flush()
  }

  /** What is called in one go is sent in one packet. */
  #flushSoon(): void {
    if (this.#flushing) return
    this.#flushing = true
    queueMicrotask(() => {
      this.#flushing = false
      this.#flush()
    })
  }

  #flush(): void {
    const [session, socket] = [this.#session, this.#socket]
    if (!session || !socket?.isOpen || this.#exchange) return
    for (let packet = session.flush(); packet; packet = session.flush()) socket.send(packet)
    if (session.hasUnanswered) this.#pulse.asked()
  }

  #rejectAll(error: Error): void {
    const calls = [...this.#calls.values()]
    this.#calls.clear()
    for (const call of calls) call.reject(error)
  }
}

/** `FLOOD_WAIT_17` is a `FLOOD_WAIT` of 17. */
function rpcError(code: number, message: string): RpcError {
  const [, type, value] = /^(.+?)_(\d+)$/.exec(message) ?? []
  return type === undefined ? new RpcError(code, message, undefined) : new RpcError(code, type, Number(value))
}
