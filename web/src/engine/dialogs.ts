import type * as tl from '@generated/tl'
import { onlyWaits, type Dialog, type FolderId } from '../model/dialog'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { LineClosed } from '../mtproto/connection'
import type { Cache, Cursor } from './cache'
import type { Clock } from './clock'
import type { Line } from './line'
import type { Talks } from './talks'
import type { Updates } from './updates'
import { draftOf, messageOf, notifyOf, peerOf } from './wire'

const PAGE = 50
/** How many the server takes in one question. */
const MAX_ASKED = 100
/** The pause before a question is repeated whose answer was older than what is known here. */
const PAUSE_MILLIS = 500

const FOLDER_IDS = { main: 0, archive: 1 } as const
export const folderOf = (id: number | undefined): FolderId => (id === FOLDER_IDS.archive ? 'archive' : 'main')
export const FOLDERS: readonly FolderId[] = ['main', 'archive']

/** The answers that describe dialogs. */
type Described = Pick<tl.messages.dialogs, 'dialogs' | 'messages' | 'users'>

/**
 * The list. A line is read from the server once and kept in step by the updates; where they do not say all (a message that was
 * not known here was deleted, say), the line is in doubt and read again.
 */
export class Dialogs {
  /** What is in doubt, with a number that grows with each doubt. Kept, so that a later run goes on with it. */
  private readonly doubted: Map<PeerId, number>
  private doubts = 0
  private checking = false
  private readonly pages = new Map<FolderId, Promise<void>>()

  constructor(
    private readonly cache: Cache,
    private readonly talks: Talks,
    private readonly line: Line,
    private readonly clock: Clock,
    private readonly updates: () => Updates,
  ) {
    this.doubted = new Map((cache.meta.doubted ?? []).map((peer) => [peer, 0]))
  }

  /** After a log-in: what stands at the top of both folders. */
  async begin(): Promise<void> {
    await Promise.all(FOLDERS.map((folder) => this.readPinned(folder)))
    await Promise.all(FOLDERS.map((folder) => this.loadPage(folder)))
  }

  /** The next page, if there is one. Asked while it is asked, it is asked once. */
  loadPage(folder: FolderId): Promise<void> {
    let page = this.pages.get(folder)
    if (!page) {
      page = this.readPage(folder).finally(() => this.pages.delete(folder))
      this.pages.set(folder, page)
    }
    return page
  }

  /** Reads the line again. */
  doubt(peer: PeerId): void {
    this.doubted.set(peer, ++this.doubts)
    this.keepDoubts()
    void this.check()
  }

  /** Something happened to a line that has no place in the order of changes: an answer that is on its way may be older. */
  unordered(peer: PeerId): void {
    if (this.checking || this.pages.size > 0) this.doubt(peer)
  }

  /** Reads what is in doubt, until nothing is or the line is closed. */
  async check(): Promise<void> {
    if (this.checking) return
    this.checking = true
    try {
      while (this.doubted.size > 0) {
        await this.cache.journal.flushed()
        const read = await this.readAgain(new Map([...this.doubted].slice(0, MAX_ASKED)))
        if (!read) await new Promise<void>((resolve) => this.clock.after(PAUSE_MILLIS, resolve))
      }
    } catch {
      // The line is closed, and this run over.
    } finally {
      this.checking = false
    }
  }

  async readPinned(folder: FolderId): Promise<void> {
    const answer = await this.line.invoke('messages.getPinnedDialogs', { folderId: FOLDER_IDS[folder] })
    this.add(answer, false)
    this.setPinned(
      folder,
      answer.dialogs.flatMap((dialog) => (dialog._ === 'dialog' ? (peerOf(dialog.peer) ?? []) : [])),
    )
  }

  /** The pinned ones of a folder, in their order. */
  setPinned(folder: FolderId, order: readonly PeerId[]): void {
    for (const dialog of [...this.cache.dialogs.values()]) {
      if (dialog.folder === folder) this.cache.patchDialog(dialog.peer, { pinned: order.indexOf(dialog.peer) + 1 })
    }
    for (const peer of order) {
      if (!this.cache.dialogs.has(peer)) this.doubt(peer)
    }
  }

  pinnedOf(folder: FolderId): PeerId[] {
    return [...this.cache.dialogs.values()]
      .filter((dialog) => dialog.folder === folder && dialog.pinned > 0)
      .sort((a, b) => a.pinned - b.pinned)
      .map((dialog) => dialog.peer)
  }

  /** Counts again what is unread: here if it is all at hand, else at the server. */
  recount(peer: PeerId): void {
    const dialog = this.cache.dialogs.get(peer)
    const unread = dialog && this.talks.incomingAfter(peer, dialog.readInboxMaxId)
    if (unread === undefined) this.doubt(peer)
    else this.cache.patchDialog(peer, { unread })
  }

  /** The newest message of a dialog is another one. */
  setTop(dialog: Dialog, top: Message | undefined): void {
    if (top) {
      this.cache.putDialog({ ...dialog, top })
    } else {
      this.cache.removeDialog(dialog.peer)
      this.doubt(dialog.peer)
    }
  }

  forget(): void {
    this.doubted.clear()
    this.keepDoubts()
    for (const peer of [...this.cache.dialogs.keys()]) this.cache.removeDialog(peer)
    for (const folder of FOLDERS) this.cache.unset(folder)
  }

  private async readPage(folder: FolderId): Promise<void> {
    const cursor: Cursor = this.cache.meta[folder] ?? { date: 0, id: 0, complete: false }
    if (cursor.complete) return
    const watch = this.talks.watch()
    const known = new Set(this.cache.dialogs.keys())
    try {
      const answer = await this.line.invoke('messages.getDialogs', {
        excludePinned: true,
        folderId: FOLDER_IDS[folder],
        offsetDate: cursor.date,
        offsetId: cursor.id,
        offsetPeer: cursor.peer ? this.cache.inputPeer(cursor.peer) : { _: 'inputPeerEmpty' },
        limit: PAGE,
        hash: 0n,
      })
      this.add(answer, false)
      // What changed meanwhile may be in the answer or not.
      if (watch.touched.size > 0) {
        for (const peer of this.cache.dialogs.keys()) if (!known.has(peer)) this.doubt(peer)
      }
      this.cache.putFolder(folder, nextCursor(cursor, answer))
    } finally {
      watch.stop()
    }
  }

  /** Whether there was an answer, as new as what is known here. */
  private async readAgain(asked: ReadonlyMap<PeerId, number>): Promise<boolean> {
    try {
      const answer = await this.line.invoke('messages.getPeerDialogs', { peers: [...asked.keys()].map(this.cache.inputDialog) })
      // The answer is a change that leads to its own state: it is applied when the updates stand exactly there.
      return await this.updates().own({ pts: answer.state.pts, ptsCount: 0 }, () => {
        this.add(answer, true)
        for (const [peer, doubt] of asked) if (this.doubted.get(peer) === doubt) this.doubted.delete(peer)
        this.keepDoubts()
      })
    } catch (error) {
      if (error instanceof LineClosed) throw error
      return false
    }
  }

  private keepDoubts(): void {
    this.cache.set('doubted', [...this.doubted.keys()])
  }

  /** @param anew whether lines that are known are replaced; else the updates know better */
  private add(answer: Described, anew: boolean): void {
    this.cache.putUsers(answer.users)
    for (const described of answer.dialogs) {
      // The archive itself is not in the list: its chats are known here.
      if (described._ !== 'dialog') continue
      const peer = peerOf(described.peer)
      if (!peer) continue
      const known = this.cache.dialogs.get(peer)
      if (known && !anew && !onlyWaits(known)) continue
      const wire = answer.messages.find((message) => message.id === described.topMessage)
      const message = wire && messageOf(wire, this.cache.self)
      const draft = draftOf(described.draft)
      if (!message && !draft && !described.pinned) {
        this.cache.removeDialog(peer)
        continue
      }
      const top = message && known?.top?.id === message.id ? { ...message, key: known.top.key } : message
      if (top && anew && !this.talks.covers(peer, top.id)) this.talks.append(top)
      const readInboxMaxId = Math.max(described.readInboxMaxId, known?.readInboxMaxId ?? 0)
      const readHere = known && known.readInboxMaxId > described.readInboxMaxId
      const folder = folderOf(described.folderId)
      this.cache.putDialog({
        peer,
        folder,
        pinned: described.pinned ? known?.pinned || this.pinnedOf(folder).length + 1 : 0,
        unread: readHere ? known.unread : described.unreadCount,
        unreadMark: described.unreadMark ?? false,
        readInboxMaxId,
        readOutboxMaxId: Math.max(described.readOutboxMaxId, known?.readOutboxMaxId ?? 0),
        notify: notifyOf(described.notifySettings),
        ...(top ? { top } : {}),
        ...(draft ? { draft } : {}),
        ...(known?.stranger ? { stranger: true } : {}),
      })
    }
  }
}

/** Where the page after this one begins. */
function nextCursor(cursor: Cursor, page: tl.messages.Dialogs): Cursor {
  const last = page.dialogs.at(-1)
  if (page._ === 'messages.dialogs' || !last || last.topMessage === cursor.id) return { ...cursor, complete: true }
  const top = page.messages.find((message) => message.id === last.topMessage)
  const peer = peerOf(last.peer)
  return {
    date: top && top._ !== 'messageEmpty' ? top.date : cursor.date,
    id: last.topMessage,
    ...(peer ? { peer } : {}),
    complete: false,
  }
}
