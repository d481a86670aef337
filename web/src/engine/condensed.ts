import type { EngineEvent } from './api'

type HistoryEvent = Extract<EngineEvent, { kind: 'history' }>
type DialogsEvent = Extract<EngineEvent, { kind: 'dialogs' }>

/**
 * The same news in fewer events: what several of them say of the list, or of the messages of one conversation, is said once, where the last
 * of them stood. News of different kinds may change places; only what begins anew stays where it is.
 */
export function condensed(events: readonly EngineEvent[]): EngineEvent[] {
  const told: EngineEvent[] = []
  const slots = new Map<unknown, EngineEvent>()
  for (const event of events) {
    if (event.kind === 'session' || (event.kind === 'history' && event.cleared)) {
      // Nothing moves past what begins anew.
      told.push(...slots.values(), event)
      slots.clear()
      continue
    }
    const slot = slotOf(event)
    const before = slots.get(slot)
    slots.delete(slot)
    slots.set(slot, before ? joined(before, event) : event)
  }
  return [...told, ...slots.values()]
}

/** Events of the same slot are joined. What is written here is told by itself: screens go to where it appears. */
function slotOf(event: EngineEvent): unknown {
  if (event.kind === 'dialogs') return event.kind
  return event.kind === 'history' && event.messages.every((message) => message.id !== 0) ? event.peer : event
}

function joined(first: EngineEvent, second: EngineEvent): EngineEvent {
  if (first.kind === 'dialogs' && second.kind === 'dialogs') {
    const dialogs = (event: DialogsEvent) => ({ present: event.dialogs, gone: event.removed })
    const { present, gone } = both(dialogs(first), dialogs(second), (dialog) => dialog.peer)
    return { kind: 'dialogs', dialogs: present, removed: gone }
  }
  if (first.kind === 'history' && second.kind === 'history') {
    const messages = (event: HistoryEvent) => ({ present: event.messages, gone: event.removed })
    const { present, gone } = both(messages(first), messages(second), (message) => message.key)
    return { ...second, messages: present, removed: gone }
  }
  return second
}

interface Rows<T, K> {
  present: readonly T[]
  gone: readonly K[]
}

/** Of what both say, the second counts. */
function both<T, K>(first: Rows<T, K>, second: Rows<T, K>, keyOf: (row: T) => K): { present: T[]; gone: K[] } {
  const later = new Set([...second.present.map(keyOf), ...second.gone])
  return {
    present: [...first.present.filter((row) => !later.has(keyOf(row))), ...second.present],
    gone: [...first.gone.filter((key) => !later.has(key)), ...second.gone],
  }
}
