import type { Draft } from '../model/dialog'
import type { PeerId } from '../model/peer'
import { RpcError } from '../mtproto/connection'
import type { Cache } from './cache'
import type { Database } from './database'
import type { Clock } from './clock'
import type { Line } from './line'
import type { Updates } from './updates'
import { isEmptyText, tlEntities, tlReply } from './wire'

/** What holds here at once and is still to be told to the server; of each kind only the last for a conversation counts. */
type Intent = { kind: 'read'; peer: PeerId; maxId: number } | { kind: 'draft'; peer: PeerId; draft?: Draft }

interface IntentPorts {
  /** The server knows now how far a conversation is read. */
  read(peer: PeerId): void
  /** Of a conversation, the server may have been told something else at the same time. */
  contested(peer: PeerId): void
}

const PAUSE_SECONDS = 5

const nameOf = (intent: Pick<Intent, 'kind' | 'peer'>): string => `${intent.kind}:${intent.peer}`

/** How far one has read, and what one has begun to write: done here first, told when there is a line, also by a later run. */
export class Intents {
  private readonly intents = new Map<string, Intent>()
  private readonly contested = new Set<string>()
  private telling = false
  private closed = false

  constructor(
    private readonly cache: Cache,
    private readonly line: Line,
    private readonly clock: Clock,
    private readonly updates: () => Updates,
    private readonly ports: IntentPorts,
  ) {}

  async load(database: Database | undefined): Promise<void> {
    const [rows] = database ? await database.readAll(['intents']) : [[]]
    for (const intent of (rows ?? []) as Intent[]) this.intents.set(nameOf(intent), intent)
  }

  has(kind: Intent['kind'], peer: PeerId): boolean {
    return this.intents.has(nameOf({ kind, peer }))
  }

  /** Something else was said about what is still to be told; whether there is such a thing. What holds in the end is asked for then. */
  contest(kind: Intent['kind'], peer: PeerId): boolean {
    const contested = this.has(kind, peer)
    if (contested) this.contested.add(nameOf({ kind, peer }))
    return contested
  }

  add(intent: Intent): void {
    this.intents.set(nameOf(intent), intent)
    this.cache.journal.put('intents', nameOf(intent), intent)
    void this.tell()
  }

  /** Tells what is to be told. */
  async tell(): Promise<void> {
    if (this.telling) return
    this.telling = true
    try {
      for (;;) {
        await this.line.whenReady()
        const [next] = this.intents.values()
        if (!next || this.closed) return
        try {
          await this.call(next)
        } catch (error) {
          if (!(error instanceof RpcError)) return
          if (error.code >= 500 || error.code === 420) {
            await new Promise<void>((resolve) => this.clock.after((error.value ?? PAUSE_SECONDS) * 1000, resolve))
            continue
          }
          // What the server refuses still holds here, and is not told again.
        }
        if (this.intents.get(nameOf(next)) !== next) continue
        this.intents.delete(nameOf(next))
        this.cache.journal.remove('intents', nameOf(next))
        if (next.kind === 'read') this.ports.read(next.peer)
        if (this.contested.delete(nameOf(next))) this.ports.contested(next.peer)
      }
    } finally {
      this.telling = false
    }
  }

  close(): void {
    this.closed = true
  }

  private async call(intent: Intent): Promise<void> {
    const peer = this.cache.inputPeer(intent.peer)
    switch (intent.kind) {
      case 'read': {
        const affected = await this.line.invoke('messages.readHistory', { peer, maxId: intent.maxId })
        void this.updates().own(affected, () => undefined)
        return
      }
      case 'draft': {
        const draft = intent.draft && !(isEmptyText(intent.draft) && !intent.draft.reply) ? intent.draft : undefined
        await this.line.invoke('messages.saveDraft', {
          peer,
          message: draft?.text ?? '',
          entities: tlEntities(draft?.entities ?? [], this.cache),
          replyTo: tlReply(draft?.reply, this.cache),
        })
        return
      }
    }
  }
}
