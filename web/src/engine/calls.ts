import type { EngineApi, EngineEvent } from './api'

export type ApiMethod = keyof EngineApi
export type AskOf<M extends ApiMethod> = Parameters<EngineApi[M]>[0]
export type AnswerOf<M extends ApiMethod> = Awaited<ReturnType<EngineApi[M]>>

/** Who asks. */
export interface Call {
  /** The same when a call is repeated, and greater than those of earlier calls of the same tab. */
  id: string
  tab: string
}

/** What answers each call. */
export type Handlers = { [M in ApiMethod]: (ask: AskOf<M>, call: Call) => Promise<AnswerOf<M>> }

/** From a page to its worker. */
export type PageMessage = { kind: 'call'; id: string; method: ApiMethod; ask: unknown } | { kind: 'hello' }

/** From a worker to its page. */
export type WorkerMessage =
  | { kind: 'answer'; id: string; result: unknown }
  | { kind: 'failure'; id: string; error: unknown }
  | { kind: 'events'; events: EngineEvent[] }
