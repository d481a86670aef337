import type { PeerId } from './peer'

/** A stretch of a text with a meaning. Offsets and lengths count UTF-16 units. See core.telegram.org/api/entities. */
export type Entity = { offset: number; length: number } & EntityKind

export type EntityKind =
  | { kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'code' }
  | { kind: 'pre'; language: string }
  | { kind: 'quote'; collapsed: boolean }
  | { kind: 'link'; url: string }
  | { kind: 'url' | 'email' | 'phone' | 'mention' | 'hashtag' | 'command' | 'cashtag' | 'bankCard' }
  | { kind: 'person'; peer: PeerId }

export interface RichText {
  text: string
  entities: Entity[]
}

/** What a message holds. Files, polls and the like become kinds of their own; the list of messages does not look inside. */
export type Content =
  | ({ kind: 'text' } & RichText)
  | { kind: 'service'; action: ServiceAction }
  | { kind: 'unsupported' }

type ServiceAction = { kind: 'joined' } | { kind: 'historyCleared' } | { kind: 'pinned'; id: number } | { kind: 'other' }

export interface Reply {
  /** The message that is replied to, in `peer` if that is another conversation; 0: in one that the viewer has no part in. */
  id: number
  peer?: PeerId
  /** Who wrote it, where the viewer cannot look it up. */
  author?: { peer: PeerId } | { name: string }
  quote?: RichText & { offset: number }
}

export interface Forward {
  date: number
  from?: PeerId
  /** Where the origin hides who they are. */
  fromName?: string
  /** The very message, where the viewer saved it from. */
  origin?: { peer: PeerId; id: number }
}

/** How far a message of one's own has come. What was read follows from the dialog's `readOutboxMaxId`. */
type Delivery = { state: 'sending' } | { state: 'failed'; reason: EngineErrorCode } | { state: 'sent' }

/** The server's error name, such as `USER_IS_BLOCKED`, or one of our own: `OFFLINE`, `TIMEOUT`. */
type EngineErrorCode = string

export interface Message {
  /** Stays the same from the moment a message is written here until it is deleted, over reloads as well. */
  key: string
  /** The message id in the viewer's mailbox; 0 while it is not sent. */
  id: number
  peer: PeerId
  from: PeerId
  out: boolean
  date: number
  editDate?: number
  content: Content
  reply?: Reply
  forward?: Forward
  silent: boolean
  pinned: boolean
  delivery: Delivery
}

/** Order in a conversation: what the server numbered comes by its number, what is still on its way after it by when it was written. */
export function compareMessages(a: Message, b: Message): number {
  if (a.id !== 0 && b.id !== 0) return a.id - b.id
  if (a.id === 0 && b.id === 0) return a.date - b.date || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  return a.id === 0 ? 1 : -1
}
