import type { EngineApi, EngineEvent, EngineError, FoundMessages, HistorySlice, Link, Privacy, PrivacyKey, SearchCursor, Session, SessionInfo } from '../engine/api'
import type { Engine } from '../engine/engine'
import { compareDialogs, newDialog, type Dialog, type FolderId } from '../model/dialog'
import { compareMessages, type Message } from '../model/message'
import type { Birthday, NotifySettings, Peer, PeerId, Profile } from '../model/peer'
import { conversation, people, self, type Person } from './people'

/** Which state of the app to show. */
export type Scene = 'in' | 'out' | 'ended' | 'keyChanged' | 'empty' | 'slow' | 'offline' | 'broken' | 'many' | 'starting'

const seconds = () => Math.floor(Date.now() / 1000)
const fail = (code: string, wait?: number): never => {
  throw { code, ...(wait !== undefined && { wait }) } satisfies EngineError
}

/** An engine without a server: it keeps everything in memory and answers as a good server would. For looking at screens. */
export class TrialEngine implements Engine {
  readonly #listeners = new Set<(event: EngineEvent) => void>()
  readonly #peers = new Map<PeerId, Peer>()
  readonly #dialogs = new Map<PeerId, Dialog>()
  readonly #histories = new Map<PeerId, Message[]>()
  readonly #blocked = new Set<PeerId>()
  readonly #about = new Map<PeerId, string>()
  readonly #birthdays = new Map<PeerId, Birthday>()
  #session: Session
  #link: Link
  #nextId = 100_000
  #defaults: NotifySettings = { muteUntil: 0, showPreviews: true }
  #privacy: Record<PrivacyKey, Privacy> = {
    number: { base: 'contacts', always: [], never: [] },
    lastSeen: { base: 'everybody', always: [], never: ['u8'] },
    forwards: { base: 'everybody', always: [], never: [] },
    about: { base: 'everybody', always: [], never: [] },
    birthday: { base: 'contacts', always: [], never: [] },
    addedByNumber: { base: 'everybody', always: [], never: [] },
  }
  #sessions: SessionInfo[] = [
    { hash: '', current: true, app: 'Heliograph Web', device: 'Chromium', system: 'Linux', created: seconds() - 86_400, active: seconds() },
    { hash: '71', current: false, app: 'Heliograph Chat', device: 'thinkpad', system: 'Debian 13', created: seconds() - 86_400 * 40, active: seconds() - 3_600 },
    { hash: '72', current: false, app: 'mtcute 0.30', device: 'Node.js', system: 'Linux', created: seconds() - 86_400 * 3, active: seconds() - 86_400 * 2 },
  ]

  constructor(readonly scene: Scene) {
    const out = scene === 'out' || scene === 'ended' || scene === 'keyChanged'
    this.#session =
      scene === 'starting'
        ? { kind: 'starting' }
        : out
          ? { kind: 'out', why: scene === 'out' ? 'new' : scene }
          : { kind: 'in', self: self.id }
    this.#link = scene === 'offline' ? { kind: 'waiting', retryAtMillis: Date.now() + 600_000 } : { kind: 'online' }
    this.#peers.set(self.id, self)
    if (scene === 'empty' || out) return
    for (const person of people(scene === 'many' ? 1_000 : 0)) this.#add(person)
  }

  #add(person: Person): void {
    this.#peers.set(person.peer.id, person.peer)
    this.#about.set(person.peer.id, person.about ?? '')
    if (person.blocked) this.#blocked.add(person.peer.id)
    if (!person.dialog) return
    const history = conversation(person, self.id)
    this.#histories.set(person.peer.id, history)
    const top = history.at(-1)
    const read = history.at(-1 - (person.dialog.unread ?? 0))?.id ?? 0
    this.#dialogs.set(person.peer.id, {
      peer: person.peer.id,
      folder: 'main',
      pinned: 0,
      unread: 0,
      unreadMark: false,
      readInboxMaxId: read,
      readOutboxMaxId: person.seen === false ? 0 : (top?.id ?? 0),
      notify: {},
      ...person.dialog,
      ...(top && { top }),
    })
  }

  readonly listen = (listener: (event: EngineEvent) => void): (() => void) => {
    this.#listeners.add(listener)
    listener({ kind: 'link', link: this.#link })
    listener({ kind: 'session', session: this.#session })
    if (this.#session.kind === 'in') this.#tellAll(listener)
    return () => this.#listeners.delete(listener)
  }

  #tellAll(listener: (event: EngineEvent) => void): void {
    listener({ kind: 'peers', peers: [...this.#peers.values()] })
    if (this.scene === 'slow' || this.scene === 'broken') return
    listener({ kind: 'dialogs', dialogs: [...this.#dialogs.values()], removed: [] })
    for (const folder of ['main', 'archive'] as const) listener({ kind: 'folder', folder, complete: true })
  }

  /** Says something to all who listen, as the real one does in a worker: later, in order, as a copy. */
  emit(event: EngineEvent): void {
    const copy = structuredClone(event)
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener(copy)
    })
  }

  setLink(link: Link): void {
    this.#link = link
    this.emit({ kind: 'link', link })
  }

  setSession(session: Session): void {
    this.#session = session
    this.emit({ kind: 'session', session })
    if (session.kind === 'in') this.#tellAll(event => this.emit(event))
  }

  /** Somebody writes to us. */
  receive(peer: PeerId, text: string): void {
    const message = this.#message(peer, text, false)
    this.#put(message)
    this.emit({ kind: 'typing', peer, until: 0 })
    const dialog = this.#dialog(peer)
    this.#change(peer, { unread: dialog.unread + 1 })
    this.emit({ kind: 'notice', message })
  }

  typing(peer: PeerId): void {
    this.emit({ kind: 'typing', peer, until: seconds() + 6 })
  }

  #message(peer: PeerId, text: string, out: boolean): Message {
    const id = ++this.#nextId
    return {
      key: `${peer}:${id}`,
      id,
      peer,
      from: out ? self.id : peer,
      out,
      date: seconds(),
      content: { kind: 'text', text, entities: [] },
      silent: false,
      pinned: false,
      delivery: { state: 'sent' },
    }
  }

  #put(message: Message): void {
    const history = this.#histories.get(message.peer) ?? []
    this.#histories.set(message.peer, [...history.filter(one => one.key !== message.key), message].sort(compareMessages))
    this.emit({ kind: 'history', peer: message.peer, messages: [message], removed: [], cleared: false })
    const top = this.#histories.get(message.peer)?.at(-1)
    this.#change(message.peer, top ? { top } : {})
  }

  #dialog(peer: PeerId): Dialog {
    return this.#dialogs.get(peer) ?? newDialog(peer)
  }

  #change(peer: PeerId, change: Partial<Dialog>): void {
    const dialog = { ...this.#dialog(peer), ...change }
    this.#dialogs.set(peer, dialog)
    this.emit({ kind: 'dialogs', dialogs: [dialog], removed: [] })
  }

  #peer(peer: PeerId, change: Partial<Peer>): void {
    const found = this.#peers.get(peer)
    if (!found) return void fail('PEER_ID_INVALID')
    const changed = { ...found, ...change }
    this.#peers.set(peer, changed)
    this.emit({ kind: 'peers', peers: [changed] })
  }

  #profile(peer: PeerId): Profile {
    const birthday = this.#birthdays.get(peer)
    return { peer, about: this.#about.get(peer) ?? '', blocked: this.#blocked.has(peer), ...(birthday && { birthday }), notify: this.#dialog(peer).notify }
  }

  #pinned(folder: FolderId): Dialog[] {
    return [...this.#dialogs.values()].filter(one => one.folder === folder && one.pinned > 0).sort(compareDialogs)
  }

  #search(text: string, peer: PeerId | undefined, after: SearchCursor | undefined): FoundMessages {
    const words = text.toLowerCase()
    const all = [...this.#histories.values()]
      .flat()
      .filter(one => (!peer || one.peer === peer) && one.content.kind === 'text' && one.content.text.toLowerCase().includes(words))
      .sort((a, b) => b.date - a.date || b.id - a.id)
    const rest = after ? all.filter(one => one.date < after.date || (one.date === after.date && one.id < after.id)) : all
    const page = rest.slice(0, 20)
    const last = page.at(-1)
    return {
      messages: page,
      total: all.length,
      ...(last && rest.length > page.length && { next: { date: last.date, id: last.id, peer: last.peer } }),
    }
  }

  readonly api: EngineApi = this.#slowly({
    sendCode: async ({ number }) => {
      if (number.length < 5) fail('PHONE_NUMBER_INVALID')
      if (number.endsWith('9')) fail('FLOOD_WAIT', 125)
      return { hash: 'hash', length: 5 }
    },
    resendCode: async () => ({ hash: 'hash', length: 5 }),
    signIn: async ({ code }) => {
      if (code === '99999') fail('FLOOD_WAIT', 65)
      if (code === '00000') fail('PHONE_CODE_EXPIRED')
      if (code === '54321') return { kind: 'signUp' }
      if (code !== '12345') fail('PHONE_CODE_INVALID')
      this.setSession({ kind: 'in', self: self.id })
      return { kind: 'in' }
    },
    signUp: async ({ firstName, lastName }) => {
      this.#peers.set(self.id, { ...self, firstName, lastName })
      this.setSession({ kind: 'in', self: self.id })
    },
    startLoginToken: async () => this.emit({ kind: 'login', token: { url: `${location.origin}/#/login?token=${'k7Zq'.repeat(10)}`, expires: seconds() + 30 } }),
    stopLoginToken: async () => {},
    acceptLoginToken: async ({ token }) => (token === 'old' ? fail('AUTH_TOKEN_EXPIRED') : this.#sessions[1]!),
    logOut: async () => this.setSession({ kind: 'out', why: 'left' }),
    forgetDevice: async () => this.setSession({ kind: 'out', why: 'left' }),
    storageUsed: async () => ({ bytes: 7_340_032, messages: 12_345 }),

    loadDialogs: async ({ folder }) => {
      if (this.scene === 'slow') await new Promise(() => {})
      if (this.scene === 'broken') fail('TIMEOUT')
      this.emit({ kind: 'folder', folder, complete: true })
      return { complete: true }
    },
    setPinned: async ({ peer, pinned }) => {
      const order = this.#pinned(this.#dialog(peer).folder).filter(one => one.peer !== peer)
      if (pinned && order.length >= 5) fail('PINNED_DIALOGS_TOO_MUCH')
      this.#change(peer, { pinned: pinned ? 1 : 0 })
      order.forEach((one, i) => this.#change(one.peer, { pinned: i + (pinned ? 2 : 1) }))
    },
    reorderPinned: async ({ order }) => order.forEach((peer, i) => this.#change(peer, { pinned: i + 1 })),
    setFolder: async ({ peer, folder }) => this.#change(peer, { folder, pinned: 0 }),
    setUnreadMark: async ({ peer, unread }) => this.#change(peer, { unreadMark: unread }),
    setNotify: async ({ peer, settings }) => {
      if (peer === 'people') this.#defaults = { ...this.#defaults, ...settings }
      else {
        this.#change(peer, { notify: { ...this.#dialog(peer).notify, ...settings } })
        this.emit({ kind: 'profile', profile: this.#profile(peer) })
      }
    },
    defaultNotify: async () => this.#defaults,
    deleteHistory: async ({ peer, keepDialog }) => {
      this.#histories.delete(peer)
      this.emit({ kind: 'history', peer, messages: [], removed: [], cleared: true })
      if (keepDialog) {
        const { top: _, ...rest } = this.#dialog(peer)
        this.#dialogs.set(peer, { ...rest, unread: 0 })
        this.emit({ kind: 'dialogs', dialogs: [this.#dialog(peer)], removed: [] })
      } else {
        this.#dialogs.delete(peer)
        this.emit({ kind: 'dialogs', dialogs: [], removed: [peer] })
      }
    },

    history: async ({ peer, at, before, after }) => {
      const all = this.#histories.get(peer) ?? []
      const dialog = this.#dialog(peer)
      let index = all.length
      let anchor = 0
      if (at.kind === 'unread' && dialog.unread > 0) index = all.findIndex(one => !one.out && one.id > dialog.readInboxMaxId)
      else if (at.kind === 'id') index = all.findIndex(one => one.id >= at.id)
      else if (at.kind === 'date') index = all.findIndex(one => one.date >= at.date)
      if (index < 0) index = all.length
      if (at.kind !== 'newest') anchor = all[index]?.id ?? 0
      const messages = all.slice(Math.max(0, index - before), index + after)
      return { messages, older: index - before > 0, newer: index + after < all.length, anchor } satisfies HistorySlice
    },
    messages: async ({ peer, ids }) => (this.#histories.get(peer) ?? []).filter(one => ids.includes(one.id)),
    send: async ({ peer, text, reply, silent, keepDraft }) => {
      const message = { ...this.#message(peer, '', true), content: { kind: 'text' as const, ...text }, ...(reply && { reply }), silent: silent ?? false }
      this.#put({ ...message, id: 0, delivery: { state: 'sending' } })
      const { draft, ...rest } = this.#dialog(peer)
      this.#dialogs.set(peer, keepDraft && draft ? { ...rest, draft } : rest)
      if (this.scene !== 'offline') setTimeout(() => this.#put(message), 600)
      return { key: message.key }
    },
    retry: async () => {},
    cancel: async ({ key }) => {
      for (const [peer, history] of this.#histories) this.#histories.set(peer, history.filter(one => one.key !== key))
    },
    edit: async ({ peer, id, text }) => {
      const found = (this.#histories.get(peer) ?? []).find(one => one.id === id)
      if (found) this.#put({ ...found, content: { kind: 'text', ...text }, editDate: seconds() })
    },
    remove: async ({ peer, ids }) => {
      const history = this.#histories.get(peer) ?? []
      this.#histories.set(peer, history.filter(one => !ids.includes(one.id)))
      this.emit({ kind: 'history', peer, messages: [], removed: history.filter(one => ids.includes(one.id)).map(one => one.key), cleared: false })
    },
    forward: async ({ from, ids, to }) => {
      for (const peer of to)
        for (const found of (this.#histories.get(from) ?? []).filter(one => ids.includes(one.id)))
          this.#put({ ...this.#message(peer, '', true), content: found.content, forward: { date: found.date, from: found.from } })
    },
    pinMessage: async ({ peer, id, pinned }) => {
      const found = (this.#histories.get(peer) ?? []).find(one => one.id === id)
      if (found) this.#put({ ...found, pinned })
    },
    pinnedMessages: async ({ peer }) => (this.#histories.get(peer) ?? []).filter(one => one.pinned),
    markRead: async ({ peer, maxId }) => {
      const left = (this.#histories.get(peer) ?? []).filter(one => !one.out && one.id > maxId).length
      this.#change(peer, { readInboxMaxId: maxId, unread: Math.min(left, this.#dialog(peer).unread), unreadMark: false })
    },
    readDate: async () => ({ date: seconds() - 60 }),
    saveDraft: async ({ peer, draft }) => {
      const { draft: _, ...rest } = this.#dialog(peer)
      this.#dialogs.set(peer, draft ? { ...rest, draft: { ...draft, date: seconds() } } : rest)
      this.emit({ kind: 'dialogs', dialogs: [this.#dialog(peer)], removed: [] })
    },
    setTyping: async () => {},

    searchMessages: async ({ text, peer, after }) => {
      if (text === 'fail') fail('TIMEOUT')
      return this.#search(text, peer, after)
    },
    searchPeople: async ({ text }) => {
      const words = text.replace(/^@/, '').toLowerCase()
      const found = [...this.#peers.values()].filter(one => `${one.firstName} ${one.lastName} ${one.userName ?? ''}`.toLowerCase().includes(words))
      return { mine: found.filter(one => one.isContact || this.#dialogs.has(one.id)).map(one => one.id), global: found.filter(one => !one.isContact && !this.#dialogs.has(one.id)).map(one => one.id) }
    },
    resolveUserName: async ({ userName }) =>
      [...this.#peers.values()].find(one => one.userName?.toLowerCase() === userName.toLowerCase())?.id ?? fail('USERNAME_NOT_OCCUPIED'),

    contacts: async () => [...this.#peers.values()].filter(one => one.isContact).map(one => one.id),
    addContact: async ({ by, firstName, lastName }) => {
      const peer = 'peer' in by ? by.peer : [...this.#peers.values()].find(one => one.number === by.number)?.id
      if (!peer) return fail('NOT_FOUND')
      this.#peer(peer, { firstName, lastName, isContact: true })
      return peer
    },
    deleteContact: async ({ peer }) => this.#peer(peer, { isContact: false }),
    setBlocked: async ({ peer, blocked }) => {
      if (blocked) this.#blocked.add(peer)
      else this.#blocked.delete(peer)
      this.emit({ kind: 'profile', profile: this.#profile(peer) })
    },
    hideStranger: async ({ peer }) => this.#change(peer, { stranger: false }),
    blocked: async () => [...this.#blocked],
    profile: async ({ peer }) => {
      const profile = this.#profile(peer)
      this.emit({ kind: 'profile', profile })
      return profile
    },

    updateProfile: async ({ firstName, lastName, about }) => {
      this.#about.set(self.id, about)
      this.#peer(self.id, { firstName, lastName })
    },
    setBirthday: async ({ birthday }) => {
      if (birthday) this.#birthdays.set(self.id, birthday)
      else this.#birthdays.delete(self.id)
    },
    checkUserName: async ({ userName }) => userName !== 'taken' && userName !== 'boris',
    setUserName: async ({ userName }) => {
      const { userName: _, ...rest } = this.#peers.get(self.id)!
      this.#peers.set(self.id, userName ? { ...rest, userName } : rest)
      this.emit({ kind: 'peers', peers: [this.#peers.get(self.id)!] })
    },
    privacy: async () => structuredClone(this.#privacy),
    setPrivacy: async ({ key, privacy }) => void (this.#privacy = { ...this.#privacy, [key]: structuredClone(privacy) }),
    sessions: async () => this.#sessions,
    endSession: async ({ hash }) => void (this.#sessions = this.#sessions.filter(one => one.hash !== hash)),
    endOtherSessions: async () => void (this.#sessions = this.#sessions.filter(one => one.current)),
    deleteAccount: async () => this.setSession({ kind: 'out', why: 'left' }),

    setVisible: async () => {},
    reconnect: async () => this.setLink({ kind: 'online' }),
  })

  /** Nothing answers at once: what a screen shows meanwhile should be seen. */
  #slowly(api: EngineApi): EngineApi {
    return Object.fromEntries(
      Object.entries(api).map(([name, call]) => [
        name,
        async (ask: never) => {
          await new Promise(resolve => setTimeout(resolve, 60))
          return structuredClone(await (call as (ask: never) => Promise<unknown>)(structuredClone(ask)))
        },
      ]),
    ) as unknown as EngineApi
  }
}
