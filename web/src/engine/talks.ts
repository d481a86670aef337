import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { messagesOf, type Database } from './database'
import type { Journal } from './journal'
import { NEWEST, rangeOf, within, withRange, type Range } from './ranges'

/** How many messages a conversation keeps on this device (it is read as a whole when it is opened), and all of them together. */
const MAX_MESSAGES = 2_000
const KEPT_MESSAGES = 1_500
const MAX_ALL_MESSAGES = 60_000
/** How many conversations are held in memory with their messages. */
const MAX_LOADED = 40

/** What is kept of a conversation besides its messages. */
interface TalkRow {
  peer: PeerId
  ranges: Range[]
  /** How many messages are kept, about. */
  count: number
  usedMillis: number
}

/** A conversation with all its kept messages in memory. */
export interface Talk {
  readonly peer: PeerId
  readonly ranges: readonly Range[]
  /** Ascending. */
  readonly ids: readonly number[]
  readonly byId: ReadonlyMap<number, Message>
  /** Grows when all that was kept is forgotten. */
  readonly epoch: number
  /** The message before this one, if it is kept and nothing lies between. */
  newestBelow(id: number): Message | undefined
}

interface LoadedTalk extends Talk {
  ids: number[]
  byId: Map<number, Message>
}

/** What happened to messages while a question about them was on its way. */
interface Watch {
  /** What messages were last seen to be; undefined: deleted. */
  readonly touched: ReadonlyMap<number, Message | undefined>
  stop(): void
}

/** The messages that are kept: gapless stretches of each conversation. */
export class Talks {
  private readonly rows = new Map<PeerId, TalkRow>()
  private readonly epochs = new Map<PeerId, number>()
  private readonly loaded = new Map<PeerId, LoadedTalk>()
  private readonly loading = new Map<PeerId, Promise<LoadedTalk>>()
  /** What was changed while it was read from the disk. */
  private readonly dirty = new Set<PeerId>()
  private readonly watches = new Set<Map<number, Message | undefined>>()

  constructor(
    private readonly journal: Journal,
    rows: readonly unknown[],
    private readonly millis: () => number,
  ) {
    for (const row of rows as TalkRow[]) this.rows.set(row.peer, row)
  }

  static async open(journal: Journal, database: Database | undefined, millis: () => number): Promise<Talks> {
    const [rows] = database ? await database.readAll(['talks']) : [[]]
    return new Talks(journal, rows ?? [], millis)
  }

  /** Brings a conversation into memory. Nothing else of it is asked for before. */
  load(peer: PeerId): Promise<Talk> {
    const known = this.loaded.get(peer)
    if (known) {
      this.use(peer)
      this.loaded.delete(peer)
      this.loaded.set(peer, known)
      return Promise.resolve(known)
    }
    let loading = this.loading.get(peer)
    if (!loading) {
      loading = this.read(peer).finally(() => this.loading.delete(peer))
      this.loading.set(peer, loading)
    }
    return loading
  }

  /** The conversation, if it is in memory. */
  peek(peer: PeerId): Talk | undefined {
    return this.loaded.get(peer)
  }

  /** The conversations that keep any of these messages. */
  async ownersOf(ids: readonly number[]): Promise<Set<PeerId>> {
    const owners = new Set<PeerId>()
    const missing: number[] = []
    for (const id of ids) {
      const talk = [...this.loaded.values()].find((it) => it.byId.has(id))
      if (talk) owners.add(talk.peer)
      else missing.push(id)
    }
    if (missing.length > 0) {
      const database = await this.journal.disk()
      for (const message of ((await database?.messagesById(missing).catch(() => [])) ?? []) as Message[]) {
        owners.add(message.peer)
      }
    }
    return owners
  }

  /** A message that has just come: from it on, everything newer comes as well. */
  append(message: Message): void {
    this.put(message)
    this.cover(message.peer, { from: message.id, to: NEWEST })
    this.bound(message.peer, message.id)
  }

  /** Keeps a message that is new or changed. */
  put(message: Message): void {
    this.touch(message.id, message)
    this.store(message)
  }

  /** Whether what happens to this message has to be kept. */
  covers(peer: PeerId, id: number): boolean {
    return rangeOf(this.rows.get(peer)?.ranges ?? [], id) !== undefined
  }

  /** Whether all that is newer than this, and this, is kept. */
  coversFrom(peer: PeerId, id: number): boolean {
    return rangeOf(this.rows.get(peer)?.ranges ?? [], id)?.to === NEWEST
  }

  /** How many messages have come after this one, if all of them are in memory. */
  incomingAfter(peer: PeerId, id: number): number | undefined {
    const talk = this.loaded.get(peer)
    if (!talk || !this.coversFrom(peer, id + 1)) return undefined
    return talk.ids.filter((it) => it > id && !talk.byId.get(it)!.out).length
  }

  /** Forgets a message that is deleted, of a conversation in memory. Answers what it was. */
  take(id: number): Message | undefined {
    for (const talk of this.loaded.values()) {
      const message = talk.byId.get(id)
      if (message) {
        talk.byId.delete(id)
        talk.ids.splice(talk.ids.indexOf(id), 1)
        this.journal.remove('messages', [talk.peer, id])
        return message
      }
    }
    return undefined
  }

  /** Notes for whoever watches what becomes of a message. */
  touch(id: number, now?: Message): void {
    for (const watch of this.watches) watch.set(id, now)
  }

  /** A stretch of history as the server told it, but for what changed meanwhile. */
  add(peer: PeerId, messages: readonly Message[], range: Range, watch: Watch): void {
    const talk = this.loaded.get(peer)
    for (const told of messages) {
      const message = watch.touched.has(told.id) ? watch.touched.get(told.id) : told
      if (!message) continue
      const known = talk?.byId.get(message.id)
      this.store(known ? { ...message, key: known.key } : message)
    }
    this.cover(peer, range)
    this.use(peer)
    this.bound(peer, messages.at(-1)?.id ?? 0)
  }

  /** Forgets all that is kept of a conversation. */
  clear(peer: PeerId): void {
    this.epochs.set(peer, this.epochOf(peer) + 1)
    this.dirty.add(peer)
    this.rows.delete(peer)
    this.journal.remove('talks', peer)
    this.journal.remove('messages', messagesOf(peer))
    if (this.loaded.has(peer)) this.loaded.set(peer, this.talk(peer, []))
  }

  clearAll(): void {
    for (const peer of [...this.rows.keys()]) this.clear(peer)
  }

  /** Notes what happens from now on, until it is stopped. */
  watch(): Watch {
    const touched = new Map<number, Message | undefined>()
    this.watches.add(touched)
    return { touched, stop: () => this.watches.delete(touched) }
  }

  private async read(peer: PeerId): Promise<LoadedTalk> {
    for (;;) {
      this.dirty.delete(peer)
      const database = await this.journal.disk()
      if (!database) return this.loaded.get(peer) ?? this.adopt(peer)
      const messages = (await database.readRange('messages', messagesOf(peer)).catch(() => undefined)) as Message[] | undefined
      if (!messages) return this.adopt(peer)
      if (!this.dirty.delete(peer)) return this.hold(this.talk(peer, messages))
    }
  }

  /** Without a disk, or where it cannot be read, only what is in memory counts. */
  private adopt(peer: PeerId): LoadedTalk {
    this.rows.delete(peer)
    return this.hold(this.talk(peer, []))
  }

  private hold(talk: LoadedTalk): LoadedTalk {
    this.loaded.set(talk.peer, talk)
    this.use(talk.peer)
    this.bound(talk.peer, talk.ids.at(-1) ?? 0)
    for (const other of this.loaded.keys()) {
      if (this.loaded.size <= MAX_LOADED) break
      this.loaded.delete(other)
      if (!this.journal.durable) this.rows.delete(other)
    }
    return talk
  }

  private talk(peer: PeerId, messages: readonly Message[]): LoadedTalk {
    const rows = this.rows
    const talk: LoadedTalk = {
      peer,
      epoch: this.epochOf(peer),
      byId: new Map(messages.map((message) => [message.id, message])),
      ids: messages.map((message) => message.id).sort((a, b) => a - b),
      get ranges() {
        return rows.get(peer)?.ranges ?? []
      },
      newestBelow(id) {
        const below = talk.ids.findLast((it) => it < id)
        const range = rangeOf(talk.ranges, id)
        return below !== undefined && range && range.from <= below ? talk.byId.get(below) : undefined
      },
    }
    return talk
  }

  private store(message: Message): void {
    const { peer, id } = message
    this.dirty.add(peer)
    const talk = this.loaded.get(peer) ?? (this.journal.durable ? undefined : this.adopt(peer))
    if (talk) {
      if (!talk.byId.has(id)) insert(talk.ids, id)
      talk.byId.set(id, message)
    }
    this.journal.put('messages', [peer, id], message)
  }

  private cover(peer: PeerId, range: Range): void {
    const row = this.rowOf(peer)
    const known = rangeOf(row.ranges, range.from)
    const count = this.loaded.get(peer)?.ids.length ?? row.count + 1
    if (known && known.to >= range.to && Math.abs(count - row.count) < 50) return
    this.putRow({ ...row, ranges: withRange(row.ranges, range), count })
  }

  private use(peer: PeerId): void {
    const row = this.rows.get(peer)
    const now = this.millis()
    if (row && now - row.usedMillis > 60_000) this.putRow({ ...row, usedMillis: now })
  }

  /** Keeps the number of messages below the limits: what is far from `id`, and the conversations not opened for longest, go. */
  private bound(peer: PeerId, id: number): void {
    const talk = this.loaded.get(peer)
    if (talk && talk.ids.length > MAX_MESSAGES) {
      const at = talk.ids.findIndex((it) => it >= id)
      const start = Math.max(0, Math.min(at - KEPT_MESSAGES / 2, talk.ids.length - KEPT_MESSAGES))
      const kept = talk.ids.slice(start, start + KEPT_MESSAGES)
      const first = start === 0 ? 0 : kept[0]!
      const last = start + KEPT_MESSAGES >= talk.ids.length ? NEWEST : kept.at(-1)!
      for (const gone of talk.ids) {
        if (gone < first || gone > last) {
          talk.byId.delete(gone)
          this.journal.remove('messages', [peer, gone])
        }
      }
      talk.ids = kept
      const row = this.rowOf(peer)
      this.putRow({ ...row, ranges: within(row.ranges, first, last), count: kept.length })
    }
    let all = 0
    for (const row of this.rows.values()) all += row.count
    const byAge = all > MAX_ALL_MESSAGES ? [...this.rows.values()].sort((a, b) => a.usedMillis - b.usedMillis) : []
    for (const row of byAge) {
      if (all <= MAX_ALL_MESSAGES) break
      if (row.peer !== peer) {
        all -= row.count
        this.clear(row.peer)
      }
    }
  }

  private epochOf(peer: PeerId): number {
    return this.epochs.get(peer) ?? 0
  }

  private rowOf(peer: PeerId): TalkRow {
    return this.rows.get(peer) ?? { peer, ranges: [], count: 0, usedMillis: this.millis() }
  }

  private putRow(row: TalkRow): void {
    this.rows.set(row.peer, row)
    this.journal.put('talks', row.peer, row)
  }
}

function insert(ids: number[], id: number): void {
  let at = ids.length
  while (at > 0 && ids[at - 1]! > id) at--
  ids.splice(at, 0, id)
}
