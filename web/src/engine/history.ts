import type * as tl from '@generated/tl'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import type { EngineApi, HistoryPoint, HistorySlice } from './api'
import type { Cache } from './cache'
import type { Line } from './line'
import type { Outbox } from './outbox'
import { NEWEST, rangeOf, type Range } from './ranges'
import type { Talk, Talks } from './talks'
import { messageOf } from './wire'

/** The most that the server gives in one answer. */
const MAX_PAGE = 100
/** How often a question is repeated because all that was kept was forgotten meanwhile. */
const MAX_TRIES = 3

interface Ask {
  peer: PeerId
  at: HistoryPoint
  before: number
  after: number
}

/** A place between two messages: below it are those with smaller ids. */
interface Place {
  id: number
  before: number
  after: number
}

type Found = Pick<HistorySlice, 'messages' | 'older' | 'newer'>

/** Reads conversations: what is wholly kept from there, else from the server, through what is kept. */
export class History {
  constructor(
    private readonly cache: Cache,
    private readonly talks: Talks,
    private readonly outbox: Outbox,
    private readonly line: Line,
  ) {}

  readonly api: Pick<EngineApi, 'history' | 'messages'> = {
    history: (ask) => this.slice(ask),

    messages: async ({ peer, ids }) => {
      const talk = await this.talks.load(peer)
      const missing = ids.filter((id) => !talk.byId.has(id))
      const read = new Map<number, Message>()
      for (let at = 0; at < missing.length; at += MAX_PAGE) {
        const part = missing.slice(at, at + MAX_PAGE)
        const answer = await this.line.ask('messages.getMessages', {
          id: part.map((id): tl.inputMessageID => ({ _: 'inputMessageID', id })),
        })
        for (const message of this.read(answer)) read.set(message.id, message)
      }
      return ids.flatMap((id) => talk.byId.get(id) ?? read.get(id) ?? [])
    },
  }

  /** The messages of an answer, oldest first, each by the key that it is known by; the people in it are kept. */
  read(answer: tl.messages.Messages): Message[] {
    this.cache.putUsers(answer.users)
    return answer.messages
      .flatMap((message) => messageOf(message, this.cache.self) ?? [])
      .map((message) => ({ ...message, key: this.talks.peek(message.peer)?.byId.get(message.id)?.key ?? message.key }))
      .sort((a, b) => a.id - b.id)
  }

  private async slice(ask: Ask): Promise<HistorySlice> {
    const before = Math.min(ask.before, MAX_PAGE)
    const after = Math.min(ask.after, MAX_PAGE - before)
    let talk = await this.talks.load(ask.peer)
    for (let tries = 1; ; tries++) {
      const place = this.placeOf(ask, talk, before, after)
      const kept = place && find(talk, place)
      if (kept && place) return this.shown(ask, place, kept)
      if (!this.line.ready) {
        const part = place && find(talk, place, true)
        if (part && part.messages.length > 0) return this.shown(ask, place, part)
        // What is written without a line is shown, also where nothing else can be.
        const written = this.outbox.of(ask.peer)
        if (written.length > 0) return { messages: written, older: true, newer: false, anchor: 0 }
      }
      const range = await this.fetch(ask, place, before, after)
      talk = await this.talks.load(ask.peer)
      if (range) {
        const at = place ?? { id: range.middle, before, after }
        const read = find(talk, at, true)
        if (read) return this.shown(ask, at, read)
      }
      if (tries === MAX_TRIES) throw { code: 'TIMEOUT' }
    }
  }

  /** Where the question points to, if that can be said without the server. */
  private placeOf({ peer, at }: Ask, talk: Talk, before: number, after: number): Place | undefined {
    const newest = { id: NEWEST, before: before + after, after: 0 }
    switch (at.kind) {
      case 'newest':
        return newest
      case 'id':
        return at.id > 0 ? { id: at.id, before, after } : newest
      case 'unread': {
        const dialog = this.cache.dialogs.get(peer)
        return !dialog || dialog.unread === 0 ? newest : { id: dialog.readInboxMaxId + 1, before, after }
      }
      case 'date': {
        const id = talk.ids.find((it) => talk.byId.get(it)!.date >= at.date)
        const range = id === undefined ? undefined : rangeOf(talk.ranges, id)
        const isFirst = id !== undefined && range && (talk.newestBelow(id) !== undefined || range.from === 0)
        return isFirst || (id !== undefined && !this.line.ready) ? { id: id!, before, after } : undefined
      }
    }
  }

  /** Asks the server, and keeps the answer. Says where the place is, unless what is kept was forgotten meanwhile. */
  private async fetch(ask: Ask, place: Place | undefined, before: number, after: number): Promise<{ middle: number } | undefined> {
    const { peer } = ask
    const watch = this.talks.watch()
    const { epoch } = await this.talks.load(peer)
    const below = place?.before ?? before
    const above = place?.after ?? after
    try {
      const answer = await this.line.ask('messages.getHistory', {
        peer: this.cache.inputPeer(peer),
        offsetId: place && place.id !== NEWEST ? place.id : 0,
        offsetDate: !place && ask.at.kind === 'date' ? ask.at.date : 0,
        addOffset: -above,
        limit: below + above,
        maxId: 0,
        minId: 0,
        hash: 0n,
      })
      const messages = this.read(answer)
      const talk = await this.talks.load(peer)
      if (talk.epoch !== epoch) return undefined
      const { date } = ask.at.kind === 'date' ? ask.at : { date: 0 }
      const first = messages.find((message) => message.date >= date)
      const middle = place?.id ?? first?.id ?? NEWEST
      this.talks.add(peer, messages, covered(messages, { id: middle, before: below, after: above }), watch)
      return { middle }
    } finally {
      watch.stop()
    }
  }

  private shown(ask: Ask, place: Place, found: Found): HistorySlice {
    const { messages } = found
    const sending = found.newer ? [] : this.outbox.of(ask.peer)
    return { ...found, messages: [...messages, ...sending], anchor: this.anchor(ask, place, messages) }
  }

  private anchor({ at, peer }: Ask, place: Place, messages: readonly Message[]): number {
    switch (at.kind) {
      case 'newest':
        return 0
      case 'unread': {
        const dialog = this.cache.dialogs.get(peer)
        if (!dialog || dialog.unread === 0) return 0
        return messages.find((message) => message.id > dialog.readInboxMaxId && !message.out)?.id ?? 0
      }
      case 'id':
      case 'date':
        return (messages.find((message) => message.id >= place.id) ?? messages.at(-1))?.id ?? 0
    }
  }
}

/** What an answer to a question for a place leaves no doubt about. */
function covered(messages: readonly Message[], place: Place): Range {
  const below = messages.filter((message) => message.id < place.id)
  const above = messages.filter((message) => message.id >= place.id)
  const from = place.before === 0 ? place.id : below.length < place.before ? 0 : below[0]!.id
  const to = place.id === NEWEST || (place.after > 0 && above.length < place.after) ? NEWEST : (above.at(-1)?.id ?? place.id - 1)
  return { from, to }
}

/** The messages around a place; nothing, if some of them are not kept (unless a part is enough). */
function find(talk: Talk, place: Place, partly = false): Found | undefined {
  const range = (place.before > 0 ? rangeOf(talk.ranges, place.id - 1) : undefined) ?? rangeOf(talk.ranges, place.id)
  if (!range) return undefined
  const start = lowerBound(talk.ids, range.from)
  const middle = lowerBound(talk.ids, place.id)
  const end = lowerBound(talk.ids, range.to + 1)
  const first = Math.max(start, middle - place.before)
  const last = Math.min(end, middle + place.after)
  const older = first > start || range.from > 0
  const newer = last < end || range.to < NEWEST
  const whole =
    (middle - first === place.before || range.from === 0) && (last - middle === place.after || range.to === NEWEST)
  if (!whole && !partly) return undefined
  return { messages: talk.ids.slice(first, last).map((id) => talk.byId.get(id)!), older, newer }
}

/** The index of the first id that is not smaller. */
function lowerBound(ids: readonly number[], id: number): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ids[middle]! < id) low = middle + 1
    else high = middle
  }
  return low
}
