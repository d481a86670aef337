import type { EngineEvent, HistorySlice } from '../engine/api'
import { compareMessages, type Message } from './message'

type HistoryEvent = Extract<EngineEvent, { kind: 'history' }>

/**
 * The stretch of a conversation that a screen holds: without holes, oldest first, changed by nothing but the functions below,
 * each of which gives a new window. What is written here and not sent yet stands at its end, once the window reaches the newest.
 */
export interface HistoryWindow {
  readonly messages: readonly Message[]
  /** Whether the conversation goes on above and below. */
  readonly older: boolean
  readonly newer: boolean
  /** The history was cleared or forgotten: what is to be shown has to be asked for anew. */
  readonly stale: boolean
}

export const emptyWindow: HistoryWindow = { messages: [], older: false, newer: false, stale: true }

/** A window of its own around a place that was jumped to. */
export const openWindow = (slice: HistorySlice): HistoryWindow => ({
  messages: merged([], slice.messages),
  older: slice.older,
  newer: slice.newer,
  stale: false,
})

/** The answer to a question for what lies above the oldest message. */
export const withOlder = (window: HistoryWindow, slice: HistorySlice): HistoryWindow => ({
  ...window,
  messages: merged(window.messages, slice.messages),
  older: slice.older,
})

/** The answer to a question for what lies below the newest message. */
export const withNewer = (window: HistoryWindow, slice: HistorySlice): HistoryWindow => ({
  ...window,
  messages: merged(window.messages, slice.messages),
  newer: slice.newer,
})

/** What happened in the conversation meanwhile. What lies outside of the window stays outside. */
export function withEvent(window: HistoryWindow, event: HistoryEvent): HistoryWindow {
  if (event.cleared) return emptyWindow
  const gone = new Set(event.removed)
  const kept = gone.size === 0 ? window.messages : window.messages.filter((message) => !gone.has(message.key))
  const inside = event.messages.filter((message) => belongs(window, message))
  if (inside.length === 0) return kept.length === window.messages.length ? window : { ...window, messages: kept }
  return { ...window, messages: merged(kept, inside) }
}

/** Lets go of what is far from `side`, so that at most `limit` messages stay. */
export function trimmed(window: HistoryWindow, side: 'older' | 'newer', limit: number): HistoryWindow {
  if (window.messages.length <= limit) return window
  return side === 'older'
    ? { ...window, messages: window.messages.slice(0, limit), newer: true }
    : { ...window, messages: window.messages.slice(-limit), older: true }
}

/** Lets go of what is far from a message; without one, of the oldest. */
export function trimmedAround(window: HistoryWindow, key: string | undefined, limit: number): HistoryWindow {
  const at = window.messages.findIndex((message) => message.key === key)
  return trimmed(window, at >= 0 && at < window.messages.length / 2 ? 'older' : 'newer', limit)
}

/** The ids to ask from for what is above (exclusive) and below (inclusive); 0 if the window holds nothing that was sent. */
export const oldestId = (window: HistoryWindow): number => window.messages.find((message) => message.id !== 0)?.id ?? 0
export const newestId = (window: HistoryWindow): number =>
  window.messages.findLast((message) => message.id !== 0)?.id ?? 0

function belongs(window: HistoryWindow, message: Message): boolean {
  if (window.messages.some((known) => known.key === message.key || (known.id !== 0 && known.id === message.id))) return true
  // Without anything that was sent there is no telling what of the history is new.
  if (message.id !== 0 && newestId(window) === 0 && window.older) return false
  if (message.id === 0 || message.id > newestId(window)) return !window.newer
  return message.id > oldestId(window) || !window.older
}

/** Both lists as one; of two that are the same message, the later list's. */
function merged(base: readonly Message[], added: readonly Message[]): readonly Message[] {
  const keys = new Set(added.map((message) => message.key))
  const ids = new Set(added.map((message) => message.id).filter((id) => id !== 0))
  const rest = base.filter((message) => !keys.has(message.key) && !ids.has(message.id))
  const last = rest.at(-1)
  const first = added[0]
  if (first && (!last || compareMessages(last, first) < 0) && isSorted(added)) return [...rest, ...added]
  return [...rest, ...added].sort(compareMessages)
}

const isSorted = (messages: readonly Message[]): boolean =>
  messages.every((message, index) => index === 0 || compareMessages(messages[index - 1]!, message) < 0)
