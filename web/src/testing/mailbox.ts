import type * as tl from '@generated/tl'
import { RpcError, type MethodName, type RequestOf } from '../mtproto/connection'

interface Stored {
  id: number
  peer: number
  out: boolean
  date: number
  text: string
  editDate?: number
}

type LogEntry = { pts: number; of: (mailbox: Mailbox) => tl.Update[] }

interface Chat {
  readInbox: number
  readOutbox: number
  draft?: tl.draftMessage
}

const SELF = 1

/** A small server with one account, truthful about what it does: message ids ascend over all chats, every change has its pts. */
export class Mailbox {
  pts = 1
  now = 1_000
  readonly messages = new Map<number, Stored>()
  readonly chats = new Map<number, Chat>()
  private readonly log: LogEntry[] = []
  private readonly randomIds = new Map<bigint, number>()
  private readonly notices: { date: number; update: () => tl.Update }[] = []
  /** When others were last here. */
  readonly statuses = new Map<number, tl.UserStatus>()
  /** Who may be found by a number, and how often one was looked up. */
  readonly numbers = new Map<string, number>()
  lookedUp = 0
  /** Strangers about whom nothing more is offered. */
  readonly hiddenBars = new Set<number>()
  /** What the next call of a method is refused with. */
  readonly refusals = new Map<MethodName, RpcError>()
  /** How many entries one difference holds. */
  slice = 5
  /** Hears what changed, and whose call it was. */
  onChange: (updates: tl.Update[], origin: unknown) => void = () => undefined

  constructor(readonly people: readonly number[]) {}

  ids(peer: number): number[] {
    return [...this.messages.values()].filter((it) => it.peer === peer).map((it) => it.id)
  }

  unread(peer: number): number {
    const { readInbox } = this.chat(peer)
    return [...this.messages.values()].filter((it) => it.peer === peer && !it.out && it.id > readInbox).length
  }

  incoming(peer: number, text: string): void {
    this.add(peer, false, text, undefined)
  }

  /** Somebody deletes messages, on one of their own devices or for both sides. */
  remove(ids: number[], origin: unknown): { pts: number; ptsCount: number } {
    const present = ids.filter((id) => this.messages.delete(id))
    if (present.length > 0) {
      this.change(present.length, (pts) => [{ _: 'updateDeleteMessages', messages: present, pts, ptsCount: present.length }], origin)
    }
    return { pts: this.pts, ptsCount: present.length }
  }

  edit(id: number, text: string, origin: unknown): tl.Update[] {
    const message = this.messages.get(id)
    if (!message) throw new RpcError(400, 'MESSAGE_ID_INVALID', undefined)
    this.messages.set(id, { ...message, text, editDate: this.now })
    return this.change(
      1,
      (pts) => {
        const current = this.messages.get(id)
        return current ? [{ _: 'updateEditMessage', message: show(current), pts, ptsCount: 1 }] : []
      },
      origin,
    )
  }

  pin(id: number): void {
    const { peer } = this.messages.get(id)!
    this.change(1, (pts) => [{ _: 'updatePinnedMessages', pinned: true, peer: peerOf(peer), messages: [id], pts, ptsCount: 1 }], undefined)
  }

  readByOther(peer: number, maxId: number): void {
    const chat = this.chat(peer)
    if (maxId <= chat.readOutbox) return
    chat.readOutbox = maxId
    this.change(1, (pts) => [{ _: 'updateReadHistoryOutbox', peer: peerOf(peer), maxId, pts, ptsCount: 1 }], undefined)
  }

  readHere(peer: number, maxId: number, origin: unknown): { pts: number; ptsCount: number } {
    const chat = this.chat(peer)
    if (maxId <= chat.readInbox) return { pts: this.pts, ptsCount: 0 }
    chat.readInbox = maxId
    const stillUnreadCount = this.unread(peer)
    this.change(
      1,
      (pts) => [{ _: 'updateReadHistoryInbox', peer: peerOf(peer), maxId, stillUnreadCount, pts, ptsCount: 1 }],
      origin,
    )
    return { pts: this.pts, ptsCount: 1 }
  }

  setDraft(peer: number, text: string, origin: unknown): void {
    const chat = this.chat(peer)
    if (text === '') delete chat.draft
    else chat.draft = { _: 'draftMessage', message: text, date: this.now }
    const update = (): tl.Update => ({
      _: 'updateDraftMessage',
      peer: peerOf(peer),
      draft: this.chat(peer).draft ?? { _: 'draftMessageEmpty' },
    })
    this.notices.push({ date: this.now, update })
    this.onChange([update()], origin)
  }

  /** Answers a call. */
  answer<M extends MethodName>(method: M, request: RequestOf<M>, origin: unknown): unknown {
    const name = method as MethodName
    const refusal = this.refusals.get(name)
    if (refusal) {
      this.refusals.delete(name)
      throw refusal
    }
    switch (name) {
      case 'updates.getState':
        return this.state()
      case 'updates.getDifference':
        return this.difference(request as RequestOf<'updates.getDifference'>)
      case 'messages.getPinnedDialogs': {
        const { folderId } = request as RequestOf<'messages.getPinnedDialogs'>
        const { dialogs, ...rest } = this.describe([])
        const all = folderId === 0 ? [archiveOf(1), ...dialogs] : dialogs
        return { _: 'messages.peerDialogs', ...rest, dialogs: all, state: this.state() } satisfies tl.messages.peerDialogs
      }
      case 'messages.getPeerDialogs': {
        const { peers } = request as RequestOf<'messages.getPeerDialogs'>
        const asked = peers.map((it) => idOf((it as tl.inputDialogPeer).peer))
        return { _: 'messages.peerDialogs', ...this.describe(asked), state: this.state() } satisfies tl.messages.peerDialogs
      }
      case 'messages.getDialogs':
        return this.dialogs(request as RequestOf<'messages.getDialogs'>)
      case 'messages.getHistory':
        return this.history(request as RequestOf<'messages.getHistory'>)
      case 'messages.getMessages':
        return this.list([])
      case 'messages.search': {
        const { peer, q } = request as RequestOf<'messages.search'>
        return this.list(this.ids(idOf(peer)).filter((id) => this.messages.get(id)!.text.includes(q)))
      }
      case 'messages.sendMessage': {
        const { peer, message, randomId, clearDraft } = request as RequestOf<'messages.sendMessage'>
        if (clearDraft && this.chat(idOf(peer)).draft) this.setDraft(idOf(peer), '', origin)
        const known = this.randomIds.get(randomId)
        const id = known ?? this.add(idOf(peer), true, message, origin)
        this.randomIds.set(randomId, id)
        const stored = this.messages.get(id) ?? { id, peer: idOf(peer), out: true, date: this.now, text: message }
        return this.updates([
          { _: 'updateMessageID', id, randomId },
          { _: 'updateNewMessage', message: show(stored), pts: id, ptsCount: 1 },
        ])
      }
      case 'messages.editMessage': {
        const { id, message = '' } = request as RequestOf<'messages.editMessage'>
        return this.updates(this.edit(id, message, origin))
      }
      case 'messages.deleteMessages': {
        const { id } = request as RequestOf<'messages.deleteMessages'>
        return { _: 'messages.affectedMessages', ...this.remove(id, origin) }
      }
      case 'messages.deleteHistory': {
        const { peer } = request as RequestOf<'messages.deleteHistory'>
        return { _: 'messages.affectedHistory', ...this.remove(this.ids(idOf(peer)), origin), offset: 0 }
      }
      case 'messages.readHistory': {
        const { peer, maxId } = request as RequestOf<'messages.readHistory'>
        return { _: 'messages.affectedMessages', ...this.readHere(idOf(peer), maxId, origin) }
      }
      case 'messages.saveDraft': {
        const { peer, message } = request as RequestOf<'messages.saveDraft'>
        this.setDraft(idOf(peer), message, origin)
        return true
      }
      case 'account.getNotifySettings':
        return { _: 'peerNotifySettings' }
      case 'auth.signIn':
        return { _: 'auth.authorization', user: this.user(SELF) }
      case 'auth.sendCode':
        return { _: 'auth.sentCode', type: { _: 'auth.sentCodeTypeApp', length: 5 }, phoneCodeHash: 'h' }
      case 'users.getUsers':
        return this.users()
      case 'contacts.resolvePhone': {
        this.lookedUp++
        const found = this.numbers.get((request as RequestOf<'contacts.resolvePhone'>).phone)
        if (found === undefined) throw new RpcError(400, 'PHONE_NOT_OCCUPIED', undefined)
        return { _: 'contacts.resolvedPeer', peer: peerOf(found), chats: [], users: [this.user(found)] } satisfies tl.contacts.resolvedPeer
      }
      case 'users.getFullUser':
        return this.full((request as RequestOf<'users.getFullUser'>).id)
      case 'messages.hidePeerSettingsBar': {
        const peer = idOf((request as RequestOf<'messages.hidePeerSettingsBar'>).peer)
        this.hiddenBars.add(peer)
        this.onChange([{ _: 'updatePeerSettings', peer: peerOf(peer), settings: { _: 'peerSettings' } }], origin)
        return true
      }
      case 'account.updateStatus':
      case 'messages.setTyping':
      case 'auth.logOut':
        return true
      default:
        throw new RpcError(400, 'METHOD_NOT_IMPLEMENTED', undefined)
    }
  }

  updates(updates: tl.Update[]): tl.updates {
    return { _: 'updates', updates, users: this.users(), chats: [], date: this.now, seq: 0 }
  }

  private add(peer: number, out: boolean, text: string, origin: unknown): number {
    const id = this.pts + 1
    const message = { id, peer, out, date: this.now, text }
    this.messages.set(id, message)
    this.change(1, (pts) => [{ _: 'updateNewMessage', message: show(message), pts, ptsCount: 1 }], origin)
    return id
  }

  private change(count: number, of: (pts: number) => tl.Update[], origin: unknown): tl.Update[] {
    this.pts += count
    const { pts } = this
    this.log.push({ pts, of: () => of(pts) })
    const updates = of(pts)
    this.onChange(updates, origin)
    return updates
  }

  private difference({ pts, date }: RequestOf<'updates.getDifference'>): tl.updates.Difference {
    const missed = this.log.filter((entry) => entry.pts > pts)
    const part = missed.slice(0, this.slice)
    const last = part.length === missed.length
    const notices = last ? this.notices.filter((notice) => notice.date >= date).map((notice) => notice.update()) : []
    if (part.length === 0 && notices.length === 0) return { _: 'updates.differenceEmpty', date: this.now, seq: 0 }
    const updates = [...part.flatMap((entry) => entry.of(this)), ...notices]
    const common = {
      newMessages: updates.flatMap((update) => (update._ === 'updateNewMessage' ? [update.message] : [])),
      newEncryptedMessages: [],
      otherUpdates: updates.filter((update) => update._ !== 'updateNewMessage'),
      chats: [],
      users: this.users(),
    }
    const state = { ...this.state(), pts: part.at(-1)?.pts ?? pts }
    return last
      ? { _: 'updates.difference', ...common, state }
      : { _: 'updates.differenceSlice', ...common, intermediateState: { ...state, date } }
  }

  private state(): tl.updates.state {
    return { _: 'updates.state', pts: this.pts, qts: 1, date: this.now, seq: 0, unreadCount: 0 }
  }

  private dialogs(request: RequestOf<'messages.getDialogs'>): tl.messages.Dialogs {
    if (request.folderId === 1) return { _: 'messages.dialogs', ...this.describe([]) }
    const all = this.people
      .filter((peer) => this.ids(peer).length > 0)
      .sort((a, b) => Math.max(...this.ids(b)) - Math.max(...this.ids(a)))
    const rest = all.filter((peer) => request.offsetId === 0 || Math.max(...this.ids(peer)) < request.offsetId)
    const page = rest.slice(0, 2)
    const described = this.describe(page)
    return page.length === all.length
      ? { _: 'messages.dialogs', ...described }
      : { _: 'messages.dialogsSlice', count: all.length, ...described }
  }

  private describe(peers: readonly number[]) {
    const dialogs = peers.map((peer): tl.dialog => {
      const chat = this.chat(peer)
      return {
        _: 'dialog',
        peer: peerOf(peer),
        topMessage: Math.max(0, ...this.ids(peer)),
        readInboxMaxId: chat.readInbox,
        readOutboxMaxId: chat.readOutbox,
        unreadCount: this.unread(peer),
        unreadMentionsCount: 0,
        unreadReactionsCount: 0,
        unreadPollVotesCount: 0,
        notifySettings: { _: 'peerNotifySettings' },
        ...(chat.draft ? { draft: chat.draft } : {}),
      }
    })
    const messages = dialogs.flatMap((dialog) => {
      const top = this.messages.get(dialog.topMessage)
      return top ? [show(top)] : []
    })
    return { dialogs, messages, chats: [], users: this.users() }
  }

  private history(request: RequestOf<'messages.getHistory'>): tl.messages.Messages {
    const peer = idOf(request.peer)
    const all = this.ids(peer)
    const middle = request.offsetId === 0 ? all.length : all.filter((id) => id < request.offsetId).length
    const end = Math.min(all.length, middle - request.addOffset)
    const start = Math.max(0, middle - request.addOffset - request.limit)
    return this.list(all.slice(start, end).reverse())
  }

  private list(ids: readonly number[]): tl.messages.Messages {
    return {
      _: 'messages.messagesSlice',
      count: this.messages.size,
      messages: ids.map((id) => show(this.messages.get(id)!)),
      topics: [],
      chats: [],
      users: this.users(),
    }
  }

  private chat(peer: number): Chat {
    let chat = this.chats.get(peer)
    if (!chat) this.chats.set(peer, (chat = { readInbox: 0, readOutbox: 0 }))
    return chat
  }

  private full(user: tl.InputUser): tl.users.userFull {
    const id = user._ === 'inputUser' ? Number(user.userId) : SELF
    const offered = id !== SELF && !this.hiddenBars.has(id)
    const settings: tl.peerSettings = { _: 'peerSettings', addContact: offered, blockContact: offered }
    return {
      _: 'users.userFull',
      fullUser: { _: 'userFull', id: BigInt(id), settings, notifySettings: { _: 'peerNotifySettings' }, commonChatsCount: 0 },
      chats: [],
      users: [this.user(id)],
    }
  }

  private users(): tl.User[] {
    return [SELF, ...this.people].map((id) => this.user(id))
  }

  private user(id: number): tl.user {
    const status = this.statuses.get(id)
    const phone = [...this.numbers].find(([, owner]) => owner === id)?.[0]
    return { _: 'user', id: BigInt(id), self: id === SELF, ...(phone ? { phone } : {}), firstName: `Person ${id}`, accessHash: BigInt(id * 7), ...(status ? { status } : {}) }
  }
}

const peerOf = (id: number): tl.peerUser => ({ _: 'peerUser', userId: BigInt(id) })

const idOf = (peer: tl.InputPeer): number => (peer._ === 'inputPeerUser' ? Number(peer.userId) : SELF)

const show = (stored: Stored): tl.message => ({
  _: 'message',
  id: stored.id,
  out: stored.out,
  fromId: peerOf(stored.out ? SELF : stored.peer),
  peerId: peerOf(stored.peer),
  date: stored.date,
  message: stored.text,
  ...(stored.editDate ? { editDate: stored.editDate } : {}),
})

/** The archive, as it stands among the pinned chats of the main list. */
const archiveOf = (peer: number): tl.dialogFolder => ({
  _: 'dialogFolder',
  pinned: true,
  folder: { _: 'folder', id: 1, title: 'Archived Chats' },
  peer: peerOf(peer),
  topMessage: 1,
  unreadMutedPeersCount: 0,
  unreadUnmutedPeersCount: 0,
  unreadMutedMessagesCount: 0,
  unreadUnmutedMessagesCount: 0,
})
