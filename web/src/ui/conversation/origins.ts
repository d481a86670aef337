import { createSignal, type Accessor } from 'solid-js'
import type { Message } from '../../model/message'
import type { PeerId } from '../../model/peer'
import type { App } from '../state'

type Origin = { kind: 'asked' } | { kind: 'here'; message: Message } | { kind: 'gone' }

/** A server takes this many ids in one call. */
const MOST_IDS = 100

/** The messages that others reply to: asked for together, each once, and kept in step with what happens to them. */
export function createOrigins(app: App, peer: PeerId) {
  const known = new Map<number, { read: Accessor<Origin>; write: (origin: Origin) => void }>()
  let wanted: number[] = []

  const fetchWanted = async () => {
    const ids = wanted.splice(0, MOST_IDS)
    if (wanted.length > 0) queueMicrotask(() => void fetchWanted())
    const found = await app.api.messages({ peer, ids }).catch(() => undefined)
    for (const id of ids) {
      const message = found?.find(it => it.id === id)
      if (message) known.get(id)?.write({ kind: 'here', message })
      // What could not be asked for is asked for again when it is next shown.
      else if (found) known.get(id)?.write({ kind: 'gone' })
      else known.delete(id)
    }
  }

  app.on('history', event => {
    if (event.peer !== peer) return
    for (const message of event.messages) known.get(message.id)?.write({ kind: 'here', message })
    const gone = new Set(event.removed)
    for (const cell of known.values()) {
      const origin = cell.read()
      if (origin.kind === 'here' && (event.cleared || gone.has(origin.message.key))) cell.write({ kind: 'gone' })
    }
  })

  return (id: number, here: Message | undefined): Accessor<Origin> => {
    let cell = known.get(id)
    if (cell === undefined) {
      const [read, write] = createSignal<Origin>(here ? { kind: 'here', message: here } : { kind: 'asked' })
      cell = { read, write: origin => void write(origin) }
      known.set(id, cell)
      if (!here) {
        if (wanted.length === 0) queueMicrotask(() => void fetchWanted())
        wanted.push(id)
      }
    }
    return cell.read
  }
}
