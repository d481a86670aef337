import type * as tl from '@generated/tl'
import { newDialog, onlyWaits, type Dialog } from '../model/dialog'
import type { Message } from '../model/message'
import { userPeer, type PeerId } from '../model/peer'
import type { Cache } from './cache'
import { folderOf, type Dialogs } from './dialogs'
import type { Intents } from './intents'
import type { Outbox } from './outbox'
import type { People } from './people'
import type { Talks } from './talks'
import type { Effects } from './updates'
import { draftOf, messageOf, notifyOf, peerOf, presenceOf } from './wire'

/** How long somebody who types is shown to do so without another word from them. */
const TYPING_SECONDS = 6

/** What came while the line was down is told of if it is not older than this. */
const NEWS_SECONDS = 60

export interface Parts {
  cache: Cache
  talks: Talks
  dialogs: Dialogs
  outbox: Outbox
  intents: Intents
  people: People
  nowSeconds: () => number
  /** The kept state was of no use any more: read anew what is needed. */
  reload: () => void
}

/** What each update does to what is kept, and what the screens are told of it. */
export function effectsOf(parts: Parts): Effects {
  const { cache, talks, dialogs, outbox, intents, people, nowSeconds } = parts
  const { journal } = cache
  /** Until when somebody is shown as typing. */
  const typing = new Map<PeerId, number>()

  function types(peer: PeerId, until: number): void {
    if (until === 0 && (typing.get(peer) ?? 0) <= nowSeconds()) return
    typing.set(peer, until)
    journal.emit({ kind: 'typing', peer, until })
  }

  const changed = (peer: PeerId, messages: Message[], removed: string[] = []) =>
    journal.emit({ kind: 'history', peer, messages, removed, cleared: false })

  function newMessage(wire: tl.Message, live: boolean): void {
    const plain = messageOf(wire, cache.self)
    if (!plain) return
    const { peer, id } = plain
    const known = talks.peek(peer)?.byId.get(id)
    const message = known ? { ...plain, key: known.key } : outbox.claim(plain)
    talks.append(message)
    changed(peer, [message])
    if (!message.out && live) types(peer, 0)
    const dialog = cache.dialogs.get(peer)
    if (!dialog || onlyWaits(dialog)) {
      cache.putDialog({ ...newDialog(peer), top: message, unread: message.out ? 0 : 1 })
      dialogs.doubt(peer)
      // What is offered about a stranger is said with their profile.
      people.changed(peer)
    } else {
      const isNewest = id > (dialog.top?.id ?? 0)
      const isUnread = !message.out && id > dialog.readInboxMaxId
      const isCounted = known !== undefined || !isNewest
      cache.patchDialog(peer, {
        ...(isNewest ? { top: message } : {}),
        unread: dialog.unread + (isUnread && !isCounted ? 1 : 0),
      })
      // What was read from the server ahead of its update may be counted already.
      if (isUnread && isCounted) dialogs.recount(peer)
    }
    if (message.out) outbox.showNewest(peer)
    const isNews = live || message.date > nowSeconds() - NEWS_SECONDS
    if (isNews && !message.out && id > (dialog?.readInboxMaxId ?? 0) && !message.silent && !isMuted(peer)) journal.emit({ kind: 'notice', message })
  }

  function isMuted(peer: PeerId): boolean {
    const own = cache.dialogs.get(peer)?.notify
    const { notify } = cache.meta
    return (own?.muteUntil ?? notify?.muteUntil ?? 0) > nowSeconds() || (own?.silent ?? notify?.silent ?? false)
  }

  function edited(wire: tl.Message): void {
    const plain = messageOf(wire, cache.self)
    if (!plain) return
    const { peer, id } = plain
    const dialog = cache.dialogs.get(peer)
    const key = talks.peek(peer)?.byId.get(id)?.key ?? (dialog?.top?.id === id ? dialog.top.key : plain.key)
    const message = { ...plain, key }
    if (talks.covers(peer, id)) talks.put(message)
    else talks.touch(id, message)
    if (dialog?.top?.id === id) cache.putDialog({ ...dialog, top: message })
    changed(peer, [message])
  }

  function deleted(ids: readonly number[]): void {
    const missing = new Set(ids)
    const keys = new Map<PeerId, string[]>()
    for (const id of ids) {
      talks.touch(id)
      const message = talks.take(id)
      if (message) {
        missing.delete(id)
        keys.set(message.peer, [...(keys.get(message.peer) ?? []), message.key])
      }
    }
    for (const [peer, removed] of keys) {
      changed(peer, [], removed)
      if ((cache.dialogs.get(peer)?.unread ?? 0) > 0) dialogs.recount(peer)
    }
    for (const dialog of [...cache.dialogs.values()]) {
      const { peer, top } = dialog
      if (top && ids.includes(top.id)) {
        if (missing.has(top.id)) changed(peer, [], [top.key])
        const below = talks.peek(peer)?.newestBelow(top.id)
        dialogs.setTop(dialog, below)
      } else if (missing.size > 0 && dialog.unread > 0) {
        // One of what was deleted may have been an unread one of this.
        if (talks.peek(peer) || !talks.coversFrom(peer, dialog.readInboxMaxId + 1)) dialogs.recount(peer)
      }
    }
  }

  function readInbox(update: tl.updateReadHistoryInbox): void {
    const dialog = listed(peerOf(update.peer))
    if (!dialog || update.maxId < dialog.readInboxMaxId) return
    if (intents.has('read', dialog.peer) && update.maxId === dialog.readInboxMaxId) return
    cache.putDialog({ ...dialog, readInboxMaxId: update.maxId, unread: update.stillUnreadCount })
    // What is newer than that may have been counted in it or not: in a difference it comes before, and an answer may be ahead.
    if ((dialog.top?.id ?? 0) > update.maxId) dialogs.recount(dialog.peer)
  }

  /** The line of the list that is changed; one that is not known is read. */
  function listed(peer: PeerId | undefined): Dialog | undefined {
    const dialog = peer && cache.dialogs.get(peer)
    if (peer && !dialog) dialogs.doubt(peer)
    return dialog
  }

  function draft(update: tl.updateDraftMessage): void {
    const peer = peerOf(update.peer)
    if (!peer || intents.contest('draft', peer)) return
    const dialog = listed(peer)
    if (!dialog) return
    const { draft: _, ...rest } = dialog
    const next = draftOf(update.draft)
    dialogs.unordered(peer)
    cache.putDialog(next ? { ...rest, draft: next } : rest)
    if (!next && !dialog.top) dialogs.doubt(peer)
  }

  function pinned(update: tl.updateDialogPinned, live: boolean): void {
    const peer = update.peer._ === 'dialogPeer' ? peerOf(update.peer.peer) : undefined
    const folder = folderOf(update.folderId)
    if (!live) return void dialogs.readPinned(folder).catch(() => undefined)
    if (!peer || !listed(peer)) return
    const others = dialogs.pinnedOf(folder).filter((it) => it !== peer)
    dialogs.setPinned(folder, update.pinned ? [peer, ...others] : others)
  }

  function pinnedOrder(update: tl.updatePinnedDialogs): void {
    const folder = folderOf(update.folderId)
    if (!update.order) return void dialogs.readPinned(folder).catch(() => undefined)
    dialogs.setPinned(
      folder,
      update.order.flatMap((it) => (it._ === 'dialogPeer' ? (peerOf(it.peer) ?? []) : [])),
    )
  }

  function pinnedMessages(update: tl.updatePinnedMessages): void {
    const peer = peerOf(update.peer)
    const talk = peer && talks.peek(peer)
    if (!talk) return
    const messages = update.messages.flatMap((id) => {
      const message = talk.byId.get(id)
      return message ? [{ ...message, pinned: update.pinned ?? false }] : []
    })
    for (const message of messages) talks.put(message)
    if (messages.length > 0) changed(talk.peer, messages)
  }

  function notifySettings(update: tl.updateNotifySettings): void {
    const notify = notifyOf(update.notifySettings)
    if (update.peer._ === 'notifyUsers') cache.set('notify', notify)
    if (update.peer._ !== 'notifyPeer') return
    const peer = peerOf(update.peer.peer)
    if (peer) {
      dialogs.unordered(peer)
      cache.patchDialog(peer, { notify })
      people.patchProfile(peer, { notify })
    }
  }

  return {
    async prepare(updates) {
      const needed = new Set<PeerId>()
      const gone: number[] = []
      // What comes may be changed again by what comes with it.
      const isMixed = updates.some((update) => update._ === 'updateDeleteMessages' || update._ === 'updateEditMessage')
      for (const update of updates) {
        let peer: PeerId | undefined
        if (update._ === 'updateDeleteMessages') gone.push(...update.messages)
        else if (update._ === 'updateMessageID') peer = outbox.peerOf(update.randomId)
        else if (update._ === 'updatePinnedMessages') peer = peerOf(update.peer)
        else if (update._ === 'updateEditMessage' || update._ === 'updateNewMessage') {
          const { message } = update
          const of = message._ === 'messageEmpty' ? undefined : peerOf(message.peerId)
          if (of && (isMixed || talks.covers(of, message.id))) peer = of
        }
        if (peer) needed.add(peer)
      }
      for (const peer of gone.length > 0 ? await talks.ownersOf(gone) : []) needed.add(peer)
      await Promise.all([...needed].map((peer) => talks.load(peer)))
    },

    apply(update, live) {
      switch (update._) {
        case 'updateNewMessage':
          return newMessage(update.message, live)
        case 'updateMessageID':
          return outbox.numbered(update.randomId, update.id)
        case 'updateEditMessage':
          return edited(update.message)
        case 'updateDeleteMessages':
          return deleted(update.messages)
        case 'updateReadHistoryInbox':
          return readInbox(update)
        case 'updateReadHistoryOutbox': {
          const dialog = listed(peerOf(update.peer))
          if (dialog && update.maxId > dialog.readOutboxMaxId) cache.putDialog({ ...dialog, readOutboxMaxId: update.maxId })
          return
        }
        case 'updateDraftMessage':
          return draft(update)
        case 'updateDialogPinned':
          return pinned(update, live)
        case 'updatePinnedDialogs':
          return pinnedOrder(update)
        case 'updateDialogUnreadMark': {
          const peer = update.peer._ === 'dialogPeer' ? peerOf(update.peer.peer) : undefined
          const dialog = listed(peer)
          if (!dialog) return
          dialogs.unordered(dialog.peer)
          return cache.patchDialog(dialog.peer, { unreadMark: update.unread ?? false })
        }
        case 'updateFolderPeers':
          for (const { peer, folderId } of update.folderPeers) {
            const dialog = listed(peerOf(peer))
            if (dialog) cache.patchDialog(dialog.peer, { folder: folderOf(folderId), pinned: 0 })
          }
          return
        case 'updatePinnedMessages':
          return pinnedMessages(update)
        case 'updateNotifySettings':
          return notifySettings(update)
        case 'updateUserStatus':
          return cache.putPresence(userPeer(Number(update.userId)), presenceOf(update.status))
        case 'updateUserTyping': {
          const until = update.action._ === 'sendMessageCancelAction' ? 0 : nowSeconds() + TYPING_SECONDS
          return types(userPeer(Number(update.userId)), until)
        }
        case 'updatePeerBlocked': {
          const peer = peerOf(update.peerId)
          return peer && people.blocks(peer, update.blocked ?? false)
        }
        case 'updateUser':
          return people.changed(userPeer(Number(update.userId)))
        case 'updateLoginToken':
          return // nobody is let in who is in
        case 'updatePeerSettings': {
          const peer = peerOf(update.peer)
          return peer && cache.patchDialog(peer, { stranger: update.settings.addContact ?? false })
        }
        case 'updatePrivacy':
        case 'updateContactsReset':
          return // read anew by whoever shows them
      }
    },

    forget() {
      for (const { peer } of [...cache.dialogs.values()]) {
        journal.emit({ kind: 'history', peer, messages: [], removed: [], cleared: true })
      }
      talks.clearAll()
      dialogs.forget()
      parts.reload()
    },
  }
}
