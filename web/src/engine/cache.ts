import type * as tl from '@generated/tl'
import { newDialog, onlyWaits, type Dialog, type FolderId } from '../model/dialog'
import type { Message } from '../model/message'
import { userIdOf, type NotifySettings, type Peer, type PeerId, type Presence } from '../model/peer'
import type { SavedKey } from '../mtproto/connection'
import type { EngineEvent } from './api'
import type { Database } from './database'
import type { Journal } from './journal'
import { personOf, type Known } from './wire'

/** Where the updates stand: see core.telegram.org/api/updates. */
interface UpdateState {
  pts: number
  qts: number
  date: number
}

/** How far the list was read: the next page lies below this message. */
export interface Cursor {
  date: number
  id: number
  peer?: PeerId
  complete: boolean
}

/** The single things that are kept. */
interface Meta {
  key?: SavedKey
  /** The fingerprint of the server's public key that this device met first. */
  pinned?: bigint
  self?: PeerId
  state?: UpdateState
  main?: Cursor
  archive?: Cursor
  notify?: NotifySettings
  /** Dialogs that are to be read again. */
  doubted?: PeerId[]
}

/** How many people are kept before those are forgotten with whom there is nothing. */
const MAX_PEERS = 5_000

/** What is known without asking: in memory, and on the disk by the journal. Rows are replaced, never changed. */
export class Cache {
  readonly peers = new Map<PeerId, Known>()
  readonly dialogs = new Map<PeerId, Dialog>()
  /** What was written last in a conversation and is not known to be sent. */
  private readonly waiting = new Map<PeerId, Message>()
  meta: Meta = {}

  constructor(readonly journal: Journal) {}

  static async load(journal: Journal, database: Database | undefined): Promise<Cache> {
    const cache = new Cache(journal)
    if (database) {
      const [meta, peers, dialogs] = (await database.readAll(['meta', 'peers', 'dialogs'])) as [
        { name: keyof Meta; value: never }[],
        Known[],
        Dialog[],
      ]
      for (const { name, value } of meta) cache.meta[name] = value
      for (const dialog of dialogs) cache.dialogs.set(dialog.peer, dialog)
      for (const known of peers) cache.peers.set(known.peer.id, known)
      if (peers.length > MAX_PEERS) cache.forgetStrangers()
    }
    return cache
  }

  get self(): PeerId {
    if (!this.meta.self) throw new Error('not logged in')
    return this.meta.self
  }

  /** The state of the updates; only asked for while somebody is logged in. */
  get state(): UpdateState {
    return this.meta.state ?? { pts: 0, qts: 0, date: 0 }
  }

  set<K extends keyof Meta>(name: K, value: NonNullable<Meta[K]>): void {
    this.meta[name] = value
    this.journal.put('meta', name, { name, value })
  }

  unset(name: keyof Meta): void {
    delete this.meta[name]
    this.journal.remove('meta', name)
  }

  /** What everybody who begins to listen is told first. */
  snapshot(): EngineEvent[] {
    const folder = (name: FolderId): EngineEvent[] => {
      const cursor = this.meta[name]
      return cursor ? [{ kind: 'folder', folder: name, complete: cursor.complete }] : []
    }
    return [
      { kind: 'peers', peers: [...this.peers.values()].map((known) => known.peer) },
      { kind: 'dialogs', dialogs: [...this.dialogs.values()], removed: [] },
      ...folder('main'),
      ...folder('archive'),
    ]
  }

  /** People as the server names them; who is shown only in part takes no more than the place of nobody. */
  putUsers(users: readonly tl.User[]): void {
    const changed: Peer[] = []
    for (const user of users) {
      const known = personOf(user)
      const before = this.peers.get(known.peer.id)
      if (before && user._ === 'user' && user.min) continue
      if (before && before.hash === known.hash && alike(before.peer, known.peer)) continue
      this.putKnown(known)
      changed.push(known.peer)
    }
    if (changed.length > 0) this.journal.emit({ kind: 'peers', peers: changed })
  }

  putPresence(id: PeerId, presence: Presence): void {
    const known = this.peers.get(id)
    if (!known || alike(known.peer.presence, presence)) return
    const peer = { ...known.peer, presence }
    this.putKnown({ ...known, peer })
    this.journal.emit({ kind: 'peers', peers: [peer] })
  }

  putDialog({ waiting: _, ...rest }: Dialog): void {
    const waiting = this.waiting.get(rest.peer)
    const dialog: Dialog = waiting ? { ...rest, waiting } : rest
    this.dialogs.set(dialog.peer, dialog)
    this.journal.put('dialogs', dialog.peer, dialog)
    this.journal.emit({ kind: 'dialogs', dialogs: [dialog], removed: [] })
  }

  /** What waits in a conversation is another message, or nothing any more. */
  putWaiting(peer: PeerId, message: Message | undefined): void {
    const dialog = this.dialogs.get(peer)
    if (message) this.waiting.set(peer, message)
    else this.waiting.delete(peer)
    if (!message && dialog && onlyWaits(dialog)) this.removeDialog(peer)
    else if (dialog?.waiting !== message) this.putDialog(dialog ?? newDialog(peer))
  }

  /** Changes a line of the list, if it is there. */
  patchDialog(peer: PeerId, patch: Partial<Dialog>): void {
    const dialog = this.dialogs.get(peer)
    if (dialog && Object.entries(patch).some(([name, value]) => dialog[name as keyof Dialog] !== value)) {
      this.putDialog({ ...dialog, ...patch })
    }
  }

  /** The line goes, or stays for what waits in it. */
  removeDialog(peer: PeerId): void {
    if (this.waiting.has(peer)) return this.putDialog(newDialog(peer))
    if (!this.dialogs.delete(peer)) return
    this.journal.remove('dialogs', peer)
    this.journal.emit({ kind: 'dialogs', dialogs: [], removed: [peer] })
  }

  putFolder(folder: FolderId, cursor: Cursor): void {
    this.set(folder, cursor)
    this.journal.emit({ kind: 'folder', folder, complete: cursor.complete })
  }

  inputUser = (peer: PeerId): tl.InputUser =>
    peer === this.meta.self
      ? { _: 'inputUserSelf' }
      : { _: 'inputUser', userId: BigInt(userIdOf(peer)), accessHash: this.peers.get(peer)?.hash ?? 0n }

  inputPeer = (peer: PeerId): tl.InputPeer =>
    peer === this.meta.self
      ? { _: 'inputPeerSelf' }
      : { _: 'inputPeerUser', userId: BigInt(userIdOf(peer)), accessHash: this.peers.get(peer)?.hash ?? 0n }

  inputDialog = (peer: PeerId): tl.InputDialogPeer => ({ _: 'inputDialogPeer', peer: this.inputPeer(peer) })

  /** Whoever is no contact and in no conversation is told anew by the server when they are met again. */
  private forgetStrangers(): void {
    for (const [id, { peer }] of this.peers) {
      if (peer.isContact || peer.isSelf || this.dialogs.has(id)) continue
      this.peers.delete(id)
      this.journal.remove('peers', id)
    }
  }

  private putKnown(known: Known): void {
    this.peers.set(known.peer.id, known)
    this.journal.put('peers', known.peer.id, known)
  }
}

/** Rows are plain data that the same code makes, so their fields come in the same order. */
const alike = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b)
