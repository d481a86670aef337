import type { EngineApi, EngineEvent } from './api'

/** The engine as a tab sees it: calls that go to the worker, and the events that come from it. */
export interface Engine {
  readonly api: EngineApi
  /** The whole state at hand first, as events, then every change; the answer unsubscribes. */
  listen(listener: (event: EngineEvent) => void): () => void
}
