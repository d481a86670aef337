import { RpcError, LineClosed } from '../mtproto/connection'
import type { Message, Reply, RichText } from '../model/message'
import type { PeerId } from '../model/peer'
import type { Cache } from './cache'
import type { Clock } from './clock'
import type { Database } from './database'
import { failureOf, type Line } from './line'
import type { Talks } from './talks'
import type { Updates } from './updates'
import { tlEntities, tlReply } from './wire'

/** The server forgets random ids after a week; what may have been sent before is not sent again by itself then. */
const REPEATABLE_MILLIS = 6 * 24 * 3_600_000
const MAX_WAITING = 1_000
/** How many messages of a conversation are under way at once. */
const MAX_UNDER_WAY = 32
const FIRST_PAUSE_SECONDS = 1
const LONGEST_PAUSE_SECONDS = 60

const FLOOD = 420

interface Entry {
  key: string
  peer: PeerId
  text: RichText
  reply?: Reply
  silent: boolean
  /** How it is shown. */
  message: Message
  writtenMillis: number
  /** Whether it went out, with whatever outcome. */
  tried: boolean
  failed: boolean
  /** The message's id, as soon as the server told it. */
  id?: number
}

/** What goes on in one conversation. */
interface Lane {
  underWay: Set<string>
  /** One failed, and all that were sent after it fail too: nothing is sent until the last of them has come back. */
  halted: boolean
  /** One of them waits already for all. */
  pausing: boolean
  /** How long the next failure without a reason of its own makes it wait. */
  pauseSeconds: number
}

export interface Writing {
  key: string
  peer: PeerId
  text: RichText
  reply?: Reply | undefined
  silent?: boolean | undefined
}

/**
 * What was written and is not known to be sent. A message is stored here while it is sent, and goes when it is stored as sent, in
 * one transaction: so it survives whatever ends this run. Each carries a random id made from its key, by which the server knows a
 * repetition. In a conversation they go out without waiting for each other's answers and still stay in order: the server takes
 * each only if it took the one before it, and what it did not take for that reason alone is sent again.
 */
export class Outbox {
  private readonly entries = new Map<string, Entry>()
  /** The keys of the entries by the ids that the server knows them by. */
  private readonly keys = new Map<bigint, string>()
  private readonly sending = new Map<string, AbortController>()
  private readonly lanes = new Map<PeerId, Lane>()
  private pause: Promise<void> | undefined
  private closed = false

  constructor(
    private readonly cache: Cache,
    private readonly talks: Talks,
    private readonly line: Line,
    private readonly clock: Clock,
    private readonly updates: () => Updates,
  ) {}

  async load(database: Database | undefined): Promise<void> {
    const [rows] = database ? await database.readAll(['outbox']) : [[]]
    const entries = ((rows ?? []) as Entry[]).sort((a, b) => (a.key < b.key ? -1 : 1))
    for (const entry of entries) {
      const expired = entry.tried && this.clock.millis() - entry.writtenMillis > REPEATABLE_MILLIS
      this.hold(expired ? failed(entry, 'EXPIRED') : entry)
    }
    for (const peer of this.peers()) this.showNewest(peer)
  }

  /** Begins with what an earlier run left. */
  start(): void {
    for (const peer of this.peers()) void this.pump(peer)
  }

  close(): void {
    this.closed = true
    for (const sending of this.sending.values()) sending.abort(new LineClosed())
  }

  /** How the messages of a conversation are shown, in the order in which they were written. */
  of(peer: PeerId): Message[] {
    return [...this.entries.values()].filter((entry) => entry.peer === peer && !entry.id).map((entry) => entry.message)
  }

  /** Stores a message; asked again with the same key, nothing more happens. */
  async add(writing: Writing, nowSeconds: number): Promise<void> {
    const { key, peer, text } = writing
    if (this.entries.has(key)) return this.cache.journal.flushed()
    if (this.entries.size >= MAX_WAITING) throw { code: 'TOO_MANY_WAITING' }
    const message: Message = {
      key,
      id: 0,
      peer,
      from: this.cache.self,
      out: true,
      date: nowSeconds,
      content: { kind: 'text', ...text },
      ...(writing.reply ? { reply: writing.reply } : {}),
      silent: writing.silent ?? false,
      pinned: false,
      delivery: { state: 'sending' },
    }
    this.put({
      key,
      peer,
      text,
      ...(writing.reply ? { reply: writing.reply } : {}),
      silent: writing.silent ?? false,
      message,
      writtenMillis: this.clock.millis(),
      tried: false,
      failed: false,
    })
    void this.pump(peer)
    await this.cache.journal.flushed()
  }

  retry(key: string): void {
    const entry = this.entries.get(key)
    if (!entry?.failed) return
    this.put({ ...entry, failed: false, message: { ...entry.message, delivery: { state: 'sending' } } })
    void this.pump(entry.peer)
  }

  cancel(key: string): void {
    const entry = this.entries.get(key)
    if (!entry) return
    if (this.sending.has(key) && this.line.ready) throw { code: 'ALREADY_SENT' }
    this.sending.get(key)?.abort(new LineClosed())
    this.drop(entry)
  }

  /** What failed goes with the conversation that it was written in. */
  dropFailed(peer: PeerId): void {
    for (const entry of [...this.entries.values()]) if (entry.peer === peer && entry.failed) this.drop(entry)
  }

  /** The conversation of a message by its random id. */
  peerOf(randomId: bigint): PeerId | undefined {
    return this.byRandomId(randomId)?.peer
  }

  /** The server has numbered a message. If it was told of it before, that becomes this one. */
  numbered(randomId: bigint, id: number): void {
    const entry = this.byRandomId(randomId)
    if (!entry) return
    const known = this.talks.peek(entry.peer)?.byId.get(id)
    if (!known) return this.put({ ...entry, id }, false)
    const message = { ...known, key: entry.key }
    this.talks.put(message)
    const dialog = this.cache.dialogs.get(entry.peer)
    if (dialog?.top?.id === id) this.cache.putDialog({ ...dialog, top: message })
    this.forget(entry)
    this.cache.journal.emit({ kind: 'history', peer: entry.peer, messages: [message], removed: [known.key], cleared: false })
  }

  /**
   * A message that has come: if it was written here, it keeps its key and leaves the outbox. The list goes on showing it as waiting until
   * {@link showNewest} is called, when it can be shown as what it is now.
   */
  claim(message: Message): Message {
    if (!message.out) return message
    const entry = [...this.entries.values()].find((it) => it.id === message.id && it.peer === message.peer)
    if (!entry) return message
    this.release(entry)
    return { ...message, key: entry.key }
  }

  /** Shows in the list what was written last and still waits. */
  showNewest(peer: PeerId): void {
    this.cache.putWaiting(peer, [...this.entries.values()].findLast((entry) => entry.peer === peer)?.message)
  }

  /** Sends what waits in a conversation, in order. */
  private async pump(peer: PeerId): Promise<void> {
    await this.line.whenReady()
    await this.pause
    const lane = this.laneOf(peer)
    for (const entry of this.entries.values()) {
      if (this.closed || lane.halted || lane.underWay.size === MAX_UNDER_WAY) return
      if (entry.peer === peer && !entry.failed && !lane.underWay.has(entry.key)) void this.send(entry, lane)
    }
  }

  private async send(entry: Entry, lane: Lane): Promise<void> {
    lane.underWay.add(entry.key)
    try {
      await this.transmit(entry)
      lane.pauseSeconds = FIRST_PAUSE_SECONDS
    } catch (error) {
      if (!this.closed) await this.stumble(entry.key, error, lane)
    }
    lane.underWay.delete(entry.key)
    if (lane.underWay.size === 0) lane.halted = lane.pausing = false
    void this.pump(entry.peer)
  }

  private async transmit(entry: Entry): Promise<void> {
    const abort = new AbortController()
    this.sending.set(entry.key, abort)
    try {
      if (!entry.tried) this.put({ ...entry, tried: true }, false)
      const answer = await this.line.invoke(
        'messages.sendMessage',
        {
          peer: this.cache.inputPeer(entry.peer),
          message: entry.text.text,
          entities: tlEntities(entry.text.entities, this.cache),
          replyTo: tlReply(entry.reply, this.cache),
          silent: entry.silent,
          randomId: randomIdOf(entry.key),
        },
        { signal: abort.signal, lane: entry.peer },
      )
      await this.updates().receive(answer)
      // The message came and went again before it was known to be this one.
      const left = this.entries.get(entry.key)
      if (left) this.drop(left)
    } finally {
      this.sending.delete(entry.key)
    }
  }

  /** A message was not taken: waits until it may be tried again, if it may. */
  private async stumble(key: string, error: unknown, lane: Lane): Promise<void> {
    const entry = this.entries.get(key)
    if (!entry) return
    lane.halted = true
    if (!(error instanceof RpcError) || error.code >= 500 || error.code <= 0) {
      if (lane.pausing) return
      const { pauseSeconds } = lane
      lane.pausing = true
      lane.pauseSeconds = Math.min(2 * pauseSeconds, LONGEST_PAUSE_SECONDS)
      await this.sleep(pauseSeconds)
    } else if (error.code === FLOOD) {
      this.pause ??= this.sleep(error.value ?? 1).finally(() => (this.pause = undefined))
    } else if (entry.reply && (error.type === 'REPLY_MESSAGE_ID_INVALID' || error.type === 'QUOTE_TEXT_INVALID')) {
      const { quote: _, ...unquoted } = entry.reply
      this.put(answering(entry, error.type === 'QUOTE_TEXT_INVALID' ? unquoted : undefined))
    } else if (!isAfterFailure(error)) {
      this.put(failed(entry, failureOf(error).code))
    }
  }

  private laneOf(peer: PeerId): Lane {
    let lane = this.lanes.get(peer)
    if (!lane) this.lanes.set(peer, (lane = { underWay: new Set(), halted: false, pausing: false, pauseSeconds: FIRST_PAUSE_SECONDS }))
    return lane
  }

  private sleep(seconds: number): Promise<void> {
    return new Promise((resolve) => this.clock.after(seconds * 1000, resolve))
  }

  private byRandomId(randomId: bigint): Entry | undefined {
    const key = this.keys.get(randomId)
    return key === undefined ? undefined : this.entries.get(key)
  }

  private peers(): Set<PeerId> {
    return new Set([...this.entries.values()].map((entry) => entry.peer))
  }

  private hold(entry: Entry): void {
    if (!this.entries.has(entry.key)) this.keys.set(randomIdOf(entry.key), entry.key)
    this.entries.set(entry.key, entry)
  }

  private put(entry: Entry, shown = true): void {
    this.hold(entry)
    this.cache.journal.put('outbox', entry.key, entry)
    this.showNewest(entry.peer)
    if (shown) {
      this.cache.journal.emit({ kind: 'history', peer: entry.peer, messages: [entry.message], removed: [], cleared: false })
    }
  }

  private release(entry: Entry): void {
    this.entries.delete(entry.key)
    this.keys.delete(randomIdOf(entry.key))
    this.cache.journal.remove('outbox', entry.key)
  }

  private forget(entry: Entry): void {
    this.release(entry)
    this.showNewest(entry.peer)
  }

  private drop(entry: Entry): void {
    this.forget(entry)
    this.cache.journal.emit({ kind: 'history', peer: entry.peer, messages: [], removed: [entry.key], cleared: false })
  }
}

const failed = (entry: Entry, reason: string): Entry => ({
  ...entry,
  failed: true,
  message: { ...entry.message, delivery: { state: 'failed', reason } },
})

/** What a message answers may be gone, and what it quotes changed, by the time it is sent: it goes without that then. */
function answering({ reply: _, message, ...entry }: Entry, reply: Reply | undefined): Entry {
  const { reply: _shown, ...shown } = message
  return { ...entry, ...(reply && { reply }), message: { ...shown, ...(reply && { reply }) } }
}

/** Whether a call was not run because the one before it in its lane failed. */
export const isAfterFailure = (error: unknown): boolean => error instanceof RpcError && error.type === 'MSG_WAIT_FAILED'

const FNV_PRIME = 0x100000001b3n
const FNV_START = 0xcbf29ce484222325n

/** The same for the same key, so that whoever sends it again, and whenever, sends the same (FNV-1a). */
export function randomIdOf(key: string): bigint {
  let hash = FNV_START
  for (let i = 0; i < key.length; i++) hash = BigInt.asUintN(64, (hash ^ BigInt(key.charCodeAt(i))) * FNV_PRIME)
  return BigInt.asIntN(64, hash)
}
