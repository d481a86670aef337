import type { Clock } from '../engine/clock'
import { LineClosed, RpcError, type Connection, type ConnectionListener, type InvokeOptions, type MethodName, type RequestOf } from '../mtproto/connection'
import type * as tl from '@generated/tl'
import type { Mailbox } from './mailbox'
import type { Random } from './random'

/** A clock that stands still until it is told to go on. */
export class TestClock implements Clock {
  private nowMillis = 1_700_000_000_000
  private timers: { at: number; run: () => void }[] = []

  millis(): number {
    return this.nowMillis
  }

  after(millis: number, run: () => void): () => void {
    const timer = { at: this.nowMillis + millis, run }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((it) => it !== timer)
    }
  }

  /** Runs what is next, if it is due within this time. */
  step(withinMillis = Infinity): boolean {
    const next = this.timers.reduce<(typeof this.timers)[number] | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined)
    if (!next || next.at > this.nowMillis + withinMillis) return false
    this.timers = this.timers.filter((it) => it !== next)
    this.nowMillis = Math.max(this.nowMillis, next.at)
    next.run()
    return true
  }
}

/** Node has it; the types of the page do not. */
const { setImmediate: nextTurn } = globalThis as unknown as { setImmediate: (run: (_: unknown) => void) => void }

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 14; i++) await new Promise((resolve) => nextTurn(resolve))
}

/** Time goes on until nothing more is going to happen soon. */
export async function quiet(clock: TestClock, withinMillis = 5_000): Promise<void> {
  await settle()
  for (let steps = 0; clock.step(withinMillis); steps++) {
    if (steps > 5_000) throw new Error('it never becomes quiet')
    await settle()
  }
}

interface Waiting {
  method: MethodName
  request: never
  resolve: (answer: never) => void
  reject: (error: unknown) => void
  done: boolean
  lane: string | undefined
  /** When it is at the server. */
  at: number
  /** Whether the server refused it. */
  refused: boolean
}

/** A line to a mailbox that is slow by chance and breaks when told to. */
export class TestLine implements Connection {
  private up = false
  private closed = false
  private waiting: Waiting[] = []
  private life = 0
  /** When the last thing under way arrives: a line keeps the order of what comes. */
  private last = 0

  constructor(
    private readonly mailbox: Mailbox,
    private readonly clock: TestClock,
    private readonly chance: Random,
    private readonly listener: ConnectionListener,
  ) {
    clock.after(1, () => this.connect())
  }

  get isClosed(): boolean {
    return this.closed
  }

  invoke<M extends MethodName>(method: M, request: RequestOf<M>, { signal, lane }: InvokeOptions = {}): Promise<never> {
    if (this.closed) return Promise.reject(new LineClosed())
    return new Promise((resolve, reject) => {
      const call: Waiting = { method, request: structuredClone(request) as never, resolve, reject, done: false, lane, at: 0, refused: false }
      this.waiting.push(call)
      signal?.addEventListener('abort', () => {
        call.done = true
        reject(signal.reason)
      })
      if (this.up) this.send(call)
    })
  }

  wake(): void {
    this.connect()
  }

  close(): void {
    this.closed = true
    for (const call of this.waiting) call.reject(new LineClosed())
    this.waiting = []
  }

  /** What is under way is lost; what was not answered is asked again when the line is back. */
  break(): void {
    if (!this.up || this.closed) return
    this.up = false
    this.life++
    this.listener.state({ kind: 'waiting', retryAtMillis: this.clock.millis() + 500 })
    this.clock.after(500, () => this.connect())
  }

  /** Another device ends this log-in. */
  logOut(): void {
    this.listener.loggedOut('ended')
  }

  /** The server's clock is ahead of this device's by so much. */
  tellTime(timeOffsetSeconds: number): void {
    this.listener.save({ authKey: new Uint8Array(256), salt: 1n, timeOffsetSeconds, fingerprint: 1n })
  }

  push(updates: tl.Updates): void {
    const copy = structuredClone(updates)
    if (this.up) this.arrive(() => this.listener.updates(copy))
  }

  private connect(): void {
    if (this.up || this.closed) return
    this.up = true
    this.listener.state({ kind: 'ready' })
    this.listener.gap()
    for (const call of this.waiting) if (!call.done) this.send(call)
  }

  private send(call: Waiting): void {
    const earlier = this.waiting.slice(0, this.waiting.indexOf(call))
    const before = earlier.findLast((it) => it.lane !== undefined && it.lane === call.lane && !it.done)
    const now = this.clock.millis()
    call.refused = false
    call.at = Math.max(now + this.chance.below(30), before?.at ?? 0)
    this.under(call.at - now, () => {
      if (call.done || this.closed) return
      let result: () => void
      try {
        if (before?.refused) throw new RpcError(400, 'MSG_WAIT_FAILED', undefined)
        const answer = structuredClone(this.mailbox.answer(call.method, call.request, this)) as never
        result = () => call.resolve(answer)
      } catch (error) {
        if (!(error instanceof RpcError)) throw error
        call.refused = true
        result = () => call.reject(error)
      }
      this.arrive(() => {
        call.done = true
        this.waiting = this.waiting.filter((it) => it !== call)
        result()
      })
    })
  }

  /** Answers and pushes may pass each other, as those of a server with many threads do. */
  private arrive(run: () => void): void {
    const now = this.clock.millis()
    this.last = this.chance.chance(0.8) ? Math.max(this.last, now + this.chance.below(30)) : now + this.chance.below(60)
    this.under(this.last - now, run)
  }

  private under(millis: number, run: () => void): void {
    const { life } = this
    this.clock.after(millis, () => {
      if (life === this.life && this.up && !this.closed) run()
    })
  }
}
