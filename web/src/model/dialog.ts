import type { Message, Reply, RichText } from './message'
import type { NotifySettings, PeerId } from './peer'

export interface Draft extends RichText {
  date: number
  reply?: Reply
}

export type FolderId = 'main' | 'archive'

/** A conversation's line in the list. */
export interface Dialog {
  peer: PeerId
  folder: FolderId
  /** 1 is the topmost pinned one; 0: not pinned. */
  pinned: number
  unread: number
  unreadMark: boolean
  readInboxMaxId: number
  readOutboxMaxId: number
  notify: NotifySettings
  /** The newest message. */
  top?: Message
  /** What was written here last and is not known to be sent. */
  waiting?: Message
  draft?: Draft
  /** Whether something is offered to be done about somebody who is no contact, until that is not wanted any more. */
  stranger?: boolean
}

/** A line for a conversation that begins; what else is to be said of it is read from the server. */
export const newDialog = (peer: PeerId): Dialog => ({
  peer,
  folder: 'main',
  pinned: 0,
  unread: 0,
  unreadMark: false,
  readInboxMaxId: 0,
  readOutboxMaxId: 0,
  notify: {},
})

/** Whether a line is here for what waits to be sent, and for nothing else. */
export const onlyWaits = ({ top, draft, pinned }: Dialog): boolean => !top && !draft && pinned === 0

/** The message that the line shows. */
export const newestOf = ({ top, waiting }: Dialog): Message | undefined => waiting ?? top

/** The moment by which a dialog that is not pinned is placed: its draft's or its newest message's. */
const placeOf = ({ draft, top, waiting }: Dialog): number => Math.max(draft?.date ?? 0, top?.date ?? 0, waiting?.date ?? 0)

/** Pinned ones first in their order, then the newest. */
export function compareDialogs(a: Dialog, b: Dialog): number {
  if (a.pinned !== 0 && b.pinned !== 0) return a.pinned - b.pinned
  if (a.pinned !== b.pinned) return a.pinned !== 0 ? -1 : 1
  return placeOf(b) - placeOf(a) || (b.top?.id ?? 0) - (a.top?.id ?? 0) || (a.peer < b.peer ? -1 : 1)
}
