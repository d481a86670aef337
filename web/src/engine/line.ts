import type { EngineError, Link } from './api'
import type { Clock } from './clock'
import {
  LineClosed,
  RpcError,
  type Connection,
  type InvokeOptions,
  type LineState,
  type MethodName,
  type RequestOf,
  type ResponseOf,
} from '../mtproto/connection'

/** How long somebody waits for an answer before they are told that there is none. */
const PATIENCE_MILLIS = 20_000
/** And how long, if it is known already that the server cannot be reached. */
const OFFLINE_MILLIS = 4_000

const isFailure = (error: unknown): error is EngineError =>
  typeof error === 'object' && error !== null && typeof (error as EngineError).code === 'string'

/** What went wrong, as the screens are told. */
export function failureOf(error: unknown): EngineError {
  if (error instanceof RpcError) {
    return error.value !== undefined && error.type.includes('WAIT') ? { code: error.type, wait: error.value } : { code: error.type }
  }
  if (error instanceof LineClosed) return { code: 'OFFLINE' }
  if (isFailure(error)) return error
  return { code: 'INTERNAL' }
}

/** The connection as the rest of the engine sees it: one for a log-in's life, and the news of how it is. */
export class Line {
  private connection: Connection | undefined
  private state: LineState = { kind: 'connecting' }
  private catchingUp = false
  private readonly waiting = new Set<() => void>()

  constructor(
    private readonly clock: Clock,
    private readonly tell: (link: Link) => void,
  ) {}

  open(connection: Connection): void {
    this.connection = connection
  }

  close(): void {
    this.connection?.close()
    this.connection = undefined
    this.changed({ kind: 'connecting' })
  }

  get ready(): boolean {
    return this.state.kind === 'ready'
  }

  get link(): Link {
    return this.state.kind !== 'ready' ? this.state : { kind: this.catchingUp ? 'updating' : 'online' }
  }

  changed(state: LineState): void {
    this.state = state
    this.tell(this.link)
    if (this.ready) {
      for (const go of [...this.waiting]) go()
      this.waiting.clear()
    }
  }

  /** Says whether what is shown may be old. */
  updating(catchingUp: boolean): void {
    if (this.catchingUp === catchingUp) return
    this.catchingUp = catchingUp
    this.tell(this.link)
  }

  /** Resolves when there is a line. */
  whenReady(): Promise<void> {
    return this.ready ? Promise.resolve() : new Promise((resolve) => this.waiting.add(resolve))
  }

  wake(): void {
    this.connection?.wake()
  }

  /** Calls a method, and waits as long as it takes. */
  invoke<M extends MethodName>(method: M, args: RequestOf<M>, options?: InvokeOptions): Promise<ResponseOf<M>> {
    if (!this.connection) return Promise.reject(new LineClosed())
    return this.connection.invoke(method, args, options)
  }

  /** Calls a method for somebody who waits: who is told after a while if there is no answer, which may still come and count. */
  ask<M extends MethodName>(method: M, args: RequestOf<M>): Promise<ResponseOf<M>> {
    return this.patiently(this.invoke(method, args))
  }

  /** What is awaited for somebody who waits. */
  patiently<T>(answer: Promise<T>): Promise<T> {
    const patience = this.state.kind === 'waiting' ? OFFLINE_MILLIS : PATIENCE_MILLIS
    return new Promise((resolve, reject) => {
      const stop = this.clock.after(patience, () => reject({ code: this.ready ? 'TIMEOUT' : 'OFFLINE' } satisfies EngineError))
      answer.then(resolve, (error: unknown) => reject(failureOf(error))).finally(stop)
    })
  }
}
