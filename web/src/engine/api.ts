import type { Dialog, Draft, FolderId } from '../model/dialog'
import type { Message, Reply, RichText } from '../model/message'
import type { Birthday, NotifySettings, Peer, PeerId, Profile } from '../model/peer'

/**
 * What the screens ask of the engine. It lives in a worker, for all tabs at once (see engine/tabs.ts), so every argument and
 * result is plain data that can be cloned. A call that fails rejects with an {@link EngineError}.
 */
export interface EngineApi {
  // Getting in
  sendCode(ask: { number: string }): Promise<SentCode>
  resendCode(ask: { number: string; hash: string }): Promise<SentCode>
  signIn(ask: { number: string; hash: string; code: string }): Promise<{ kind: 'in' } | { kind: 'signUp' }>
  signUp(ask: { number: string; hash: string; firstName: string; lastName: string }): Promise<void>
  /** Shows this device's log-in token as `login` events until somebody accepts it or {@link stopLoginToken} is called. */
  startLoginToken(): Promise<void>
  stopLoginToken(): Promise<void>
  /** Lets the device in that shows this token. */
  acceptLoginToken(ask: { token: string }): Promise<SessionInfo>
  logOut(): Promise<void>
  /** Forgets keys, cache and settings here, without a word to the server if it cannot be reached. */
  forgetDevice(): Promise<void>
  storageUsed(): Promise<{ bytes: number; messages: number }>

  // The list
  /** The next page below what is loaded; live changes come as `dialogs` events. */
  loadDialogs(ask: { folder: FolderId }): Promise<{ complete: boolean }>
  setPinned(ask: { peer: PeerId; pinned: boolean }): Promise<void>
  reorderPinned(ask: { folder: FolderId; order: PeerId[] }): Promise<void>
  setFolder(ask: { peer: PeerId; folder: FolderId }): Promise<void>
  setUnreadMark(ask: { peer: PeerId; unread: boolean }): Promise<void>
  setNotify(ask: { peer: PeerId | 'people'; settings: NotifySettings }): Promise<void>
  defaultNotify(): Promise<NotifySettings>
  deleteHistory(ask: { peer: PeerId; forBoth: boolean; keepDialog: boolean }): Promise<void>

  // A conversation
  /** Reads a stretch of history: from the cache if it is wholly there, else from the server. Oldest first. */
  history(ask: { peer: PeerId; at: HistoryPoint; before: number; after: number }): Promise<HistorySlice>
  messages(ask: { peer: PeerId; ids: number[] }): Promise<Message[]>
  /**
   * Queues a message: it appears at once by a `history` event, is sent when there is a connection, exactly once and in order. It was the
   * draft of the conversation, unless that is to be kept.
   */
  send(ask: { peer: PeerId; text: RichText; reply?: Reply; silent?: boolean; keepDraft?: boolean }): Promise<{ key: string }>
  retry(ask: { key: string }): Promise<void>
  /** Takes back what is not sent yet. */
  cancel(ask: { key: string }): Promise<void>
  edit(ask: { peer: PeerId; id: number; text: RichText }): Promise<void>
  remove(ask: { peer: PeerId; ids: number[]; forBoth: boolean }): Promise<void>
  forward(ask: { from: PeerId; ids: number[]; to: PeerId[]; hideOrigin?: boolean }): Promise<void>
  pinMessage(ask: { peer: PeerId; id: number; pinned: boolean; forBoth: boolean }): Promise<void>
  /** Without a line, those of them that are kept here. */
  pinnedMessages(ask: { peer: PeerId }): Promise<Message[]>
  markRead(ask: { peer: PeerId; maxId: number }): Promise<void>
  readDate(ask: { peer: PeerId; id: number }): Promise<{ date: number } | { hidden: true }>
  saveDraft(ask: { peer: PeerId; draft: Omit<Draft, 'date'> | undefined }): Promise<void>
  setTyping(ask: { peer: PeerId; typing: boolean }): Promise<void>

  // Finding
  searchMessages(ask: { peer?: PeerId; text: string; fromDate?: number; toDate?: number; after?: SearchCursor }): Promise<FoundMessages>
  searchPeople(ask: { text: string }): Promise<{ mine: PeerId[]; global: PeerId[] }>
  resolveUserName(ask: { userName: string }): Promise<PeerId>

  // People
  contacts(): Promise<PeerId[]>
  addContact(ask: { by: { number: string } | { peer: PeerId }; firstName: string; lastName: string; shareNumber: boolean }): Promise<PeerId>
  deleteContact(ask: { peer: PeerId }): Promise<void>
  setBlocked(ask: { peer: PeerId; blocked: boolean }): Promise<void>
  /** Offers nothing more about this stranger, on no device. */
  hideStranger(ask: { peer: PeerId }): Promise<void>
  blocked(): Promise<PeerId[]>
  profile(ask: { peer: PeerId }): Promise<Profile>

  // Settings
  updateProfile(ask: { firstName: string; lastName: string; about: string }): Promise<void>
  setBirthday(ask: { birthday: Birthday | undefined }): Promise<void>
  checkUserName(ask: { userName: string }): Promise<boolean>
  setUserName(ask: { userName: string }): Promise<void>
  privacy(): Promise<Record<PrivacyKey, Privacy>>
  setPrivacy(ask: { key: PrivacyKey; privacy: Privacy }): Promise<void>
  sessions(): Promise<SessionInfo[]>
  endSession(ask: { hash: string }): Promise<void>
  endOtherSessions(): Promise<void>
  deleteAccount(ask: { reason: string }): Promise<void>

  // The page itself
  /** Whether somebody looks at this tab: decides what is said of being online. */
  setVisible(ask: { visible: boolean }): Promise<void>
  /** Connects at once instead of waiting out the pause between tries. */
  reconnect(): Promise<void>
}

/** A code is on the invitation, or in a message to the account's other devices; the server does not say which. */
export interface SentCode {
  hash: string
  length: number
}

export type HistoryPoint = { kind: 'newest' } | { kind: 'unread' } | { kind: 'id'; id: number } | { kind: 'date'; date: number }

export interface HistorySlice {
  messages: Message[]
  /** Whether there is more above and below. */
  older: boolean
  newer: boolean
  /** For `unread`: the first message that is not read yet; for `id` and `date`: the nearest one; 0 if there is none. */
  anchor: number
}

export interface SearchCursor {
  date: number
  id: number
  peer?: PeerId
}

export interface FoundMessages {
  messages: Message[]
  total: number
  next?: SearchCursor
}

export type PrivacyKey = 'number' | 'lastSeen' | 'forwards' | 'about' | 'birthday' | 'addedByNumber'

export interface Privacy {
  base: 'everybody' | 'contacts' | 'nobody'
  always: PeerId[]
  never: PeerId[]
}

export interface SessionInfo {
  /** Empty for the one that asks. */
  hash: string
  current: boolean
  app: string
  device: string
  system: string
  created: number
  active: number
}

/** Where this device stands. */
export type Session =
  | { kind: 'starting' }
  | { kind: 'out'; why: 'new' | 'left' | 'ended' | 'keyChanged' }
  | { kind: 'in'; self: PeerId }

/** The line to the server. */
export type Link =
  | { kind: 'connecting' }
  | { kind: 'waiting'; retryAtMillis: number }
  | { kind: 'updating' }
  | { kind: 'online' }

/** What the engine tells every tab, in order. */
export type EngineEvent =
  | { kind: 'session'; session: Session }
  | { kind: 'link'; link: Link }
  /** How far the server's clock is ahead of this device's: all times that screens are told are the server's. */
  | { kind: 'clock'; aheadSeconds: number }
  /** Whether what is here now outlives the page. */
  | { kind: 'keeping'; keeps: boolean }
  | { kind: 'login'; token: { url: string; expires: number } }
  | { kind: 'peers'; peers: Peer[] }
  /** Changed or new lines of the list; what left it is in `removed`. */
  | { kind: 'dialogs'; dialogs: Dialog[]; removed: PeerId[] }
  | { kind: 'folder'; folder: FolderId; complete: boolean }
  /** Changes in one conversation: messages new or changed (by key), and keys that are gone. `cleared`: all that was loaded is void. */
  | { kind: 'history'; peer: PeerId; messages: Message[]; removed: string[]; cleared: boolean }
  | { kind: 'typing'; peer: PeerId; until: number }
  | { kind: 'profile'; profile: Profile }
  /** Something new that a person may want to be told of. */
  | { kind: 'notice'; message: Message }
  /** What could not be done behind the screens. */
  | { kind: 'trouble'; error: EngineError }

export interface EngineError {
  code: string
  /** For `FLOOD_WAIT`: seconds left. */
  wait?: number
}
