import { calmly } from '../calmly'
import type { EngineApi, EngineEvent } from './api'
import type { ApiMethod, PageMessage, WorkerMessage } from './calls'
import { condensed } from './condensed'
import type { Engine } from './engine'
import { scriptOf } from '../trusted'
import workerAddress from './worker.ts?worker&url'

/** What comes within this time is drawn at once. */
const FRAME_MILLIS = 16

/** Starts this tab's worker. The first listener is told the whole state as soon as it is there; each later one makes it told anew. */
export function connectEngine(): Engine {
  const tab = crypto.getRandomValues(new Uint32Array(3)).join('.')
  const worker = new Worker(scriptOf(workerAddress), { type: 'module', name: tab })
  return overPort(tab, worker)
}

interface Port {
  postMessage(message: PageMessage): void
  onmessage: ((event: MessageEvent<WorkerMessage>) => void) | null
}

/** An engine at the other end of a port. */
export function overPort(tab: string, port: Port): Engine {
  const waiting = new Map<string, { resolve: (result: never) => void; reject: (error: unknown) => void }>()
  const listeners = new Set<(event: EngineEvent) => void>()
  let news: EngineEvent[] = []
  let calls = 0

  const tell = () => {
    const told = condensed(news)
    news = []
    for (const event of told) for (const listener of listeners) listener(event)
  }
  const tellSoon = calmly(tell, FRAME_MILLIS)

  port.onmessage = ({ data }) => {
    if (data.kind === 'events') {
      news.push(...data.events)
      return tellSoon()
    }
    // Whoever asked has heard all that was known before the answer.
    tell()
    const call = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.kind === 'answer') call?.resolve(data.result as never)
    else call?.reject(data.error)
  }

  const call = (method: ApiMethod, ask: unknown): Promise<unknown> => {
    // Ids of one tab ascend, so that what is written in one second stays in order.
    const id = `${Date.now().toString(36)}-${(calls++).toString(36).padStart(6, '0')}-${tab}`
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      port.postMessage({ kind: 'call', id, method, ask })
    })
  }

  return {
    api: new Proxy({} as EngineApi, {
      // A thing with a `then` would be taken for a promise.
      get: (_, method) => (method === 'then' ? undefined : (ask: unknown) => call(method as ApiMethod, ask)),
    }),
    listen(listener) {
      listeners.add(listener)
      port.postMessage({ kind: 'hello' })
      return () => listeners.delete(listener)
    },
  }
}
