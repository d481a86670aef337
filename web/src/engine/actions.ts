import type * as tl from '@generated/tl'
import type { Dialog } from '../model/dialog'
import type { PeerId } from '../model/peer'
import type { Cache } from './cache'
import type { AskOf, Handlers } from './calls'
import { FOLDERS, type Dialogs } from './dialogs'
import type { Intents } from './intents'
import { failureOf, type Line } from './line'
import { isAfterFailure, randomIdOf, type Outbox } from './outbox'
import type { Presence } from './presence'
import type { Talks } from './talks'
import type { Updates } from './updates'
import { tlEntities } from './wire'

/** How many messages one call deletes or forwards. */
const MAX_DELETED = 500
const MAX_FORWARDED = 100

type Actions = Pick<
  Handlers,
  | 'loadDialogs'
  | 'setPinned'
  | 'reorderPinned'
  | 'setFolder'
  | 'setUnreadMark'
  | 'deleteHistory'
  | 'send'
  | 'retry'
  | 'cancel'
  | 'edit'
  | 'remove'
  | 'forward'
  | 'pinMessage'
  | 'markRead'
  | 'readDate'
  | 'saveDraft'
  | 'setTyping'
>

interface ActionParts {
  cache: Cache
  talks: Talks
  line: Line
  dialogs: Dialogs
  outbox: Outbox
  intents: Intents
  presence: Presence
  updates: Updates
  nowSeconds: () => number
}

/** What a person does in the list and in a conversation. What it changes comes back through {@link Updates}. */
export function actionsOf(parts: ActionParts): Actions {
  const { cache, talks, line, dialogs, outbox, intents, presence, updates, nowSeconds } = parts

  const change = (answer: Promise<tl.Updates>): Promise<void> =>
    line.patiently(answer.then((changes) => updates.receive(changes)))

  /** Shows what is wished for before the server agrees; what it refuses is undone. */
  async function shownFirst(patch: () => void, call: () => Promise<unknown>, undo: () => void): Promise<void> {
    patch()
    try {
      await call()
    } catch (error) {
      undo()
      throw error
    }
  }

  function saveDraft(peer: PeerId, draft: AskOf<'saveDraft'>['draft']): void {
    const dialog = cache.dialogs.get(peer)
    if (!draft && !dialog?.draft && !intents.has('draft', peer)) return
    const dated = draft && { draft: { ...draft, date: nowSeconds() } }
    intents.add({ kind: 'draft', peer, ...dated })
    if (!dialog) return
    const { draft: _, ...rest } = dialog
    cache.putDialog({ ...rest, ...dated })
  }

  /** How much stays unread when everything up to a message is read, as far as that is known here. */
  function unreadAfter({ peer, top, unread, readInboxMaxId }: Dialog, maxId: number): number {
    if (maxId >= (top?.id ?? 0)) return 0
    const talk = talks.peek(peer)
    const read = talk?.ids.filter((id) => id > readInboxMaxId && id <= maxId && !talk.byId.get(id)!.out) ?? []
    return talks.incomingAfter(peer, maxId) ?? Math.max(0, unread - read.length)
  }

  return {
    loadDialogs: async ({ folder }) => {
      await line.patiently(dialogs.loadPage(folder))
      return { complete: cache.meta[folder]?.complete ?? false }
    },

    setPinned: async ({ peer, pinned }) => {
      const folder = cache.dialogs.get(peer)?.folder ?? 'main'
      const before = dialogs.pinnedOf(folder)
      const others = before.filter((it) => it !== peer)
      await shownFirst(
        () => dialogs.setPinned(folder, pinned ? [peer, ...others] : others),
        () => line.ask('messages.toggleDialogPin', { pinned, peer: cache.inputDialog(peer) }),
        () => dialogs.setPinned(folder, before),
      )
    },

    reorderPinned: async ({ folder, order }) => {
      const before = dialogs.pinnedOf(folder)
      await shownFirst(
        () => dialogs.setPinned(folder, order),
        () =>
          line.ask('messages.reorderPinnedDialogs', {
            force: true,
            folderId: FOLDERS.indexOf(folder),
            order: order.map(cache.inputDialog),
          }),
        () => dialogs.setPinned(folder, before),
      )
    },

    setFolder: ({ peer, folder }) =>
      change(
        line.invoke('folders.editPeerFolders', {
          folderPeers: [{ _: 'inputFolderPeer', peer: cache.inputPeer(peer), folderId: FOLDERS.indexOf(folder) }],
        }),
      ),

    setUnreadMark: ({ peer, unread }) =>
      shownFirst(
        () => cache.patchDialog(peer, { unreadMark: unread }),
        () => line.ask('messages.markDialogUnread', { unread, peer: cache.inputDialog(peer) }),
        () => cache.patchDialog(peer, { unreadMark: !unread }),
      ),

    deleteHistory: async ({ peer, forBoth, keepDialog }) => {
      for (;;) {
        const affected = await line.ask('messages.deleteHistory', {
          peer: cache.inputPeer(peer),
          revoke: forBoth,
          justClear: keepDialog,
          maxId: 0,
        })
        if (affected.offset <= 0) break
      }
      // The answer does not say which messages went; the difference does.
      await line.patiently(updates.catchUp())
      outbox.dropFailed(peer)
    },

    send: async ({ peer, text, reply, silent, keepDraft }, { id }) => {
      if (!keepDraft) saveDraft(peer, undefined)
      presence.sent(peer)
      await outbox.add({ key: id, peer, text, reply, silent }, nowSeconds())
      return { key: id }
    },

    retry: async ({ key }) => outbox.retry(key),

    cancel: async ({ key }) => outbox.cancel(key),

    edit: ({ peer, id, text }) =>
      change(
        line.invoke('messages.editMessage', {
          peer: cache.inputPeer(peer),
          id,
          message: text.text,
          entities: tlEntities(text.entities, cache),
        }),
      ),

    remove: async ({ ids, forBoth }) => {
      for (let at = 0; at < ids.length; at += MAX_DELETED) {
        const messages = ids.slice(at, at + MAX_DELETED)
        const deletion = line.invoke('messages.deleteMessages', { id: messages, revoke: forBoth }).then(async (affected) => {
          const update: tl.updateDeleteMessages = { ...affected, _: 'updateDeleteMessages', messages }
          await updates.receive({ _: 'updates', updates: [update], users: [], chats: [], date: 0, seq: 0 })
        })
        await line.patiently(deletion)
      }
    },

    forward: async ({ from, ids, to, hideOrigin }, call) => {
      for (const peer of to) {
        for (let at = 0; at < ids.length; at += MAX_FORWARDED) {
          const part = ids.slice(at, at + MAX_FORWARDED)
          const request = {
            fromPeer: cache.inputPeer(from),
            toPeer: cache.inputPeer(peer),
            id: part,
            randomId: part.map((id) => randomIdOf(`${call.id}/${peer}/${id}`)),
            dropAuthor: hideOrigin ?? false,
          }
          // After what was written with it; if that failed, on its own, to be done or to say for itself why not.
          const ask = () => line.invoke('messages.forwardMessages', request, { lane: peer })
          await change(ask().catch((error: unknown) => (isAfterFailure(error) ? ask() : Promise.reject(error))))
        }
      }
    },

    pinMessage: ({ peer, id, pinned, forBoth }) =>
      change(
        line.invoke('messages.updatePinnedMessage', {
          peer: cache.inputPeer(peer),
          id,
          unpin: !pinned,
          pmOneside: !forBoth,
        }),
      ),

    markRead: async ({ peer, maxId }) => {
      const dialog = cache.dialogs.get(peer)
      if (!dialog) return
      if (dialog.unreadMark) {
        cache.patchDialog(peer, { unreadMark: false })
        void line.ask('messages.markDialogUnread', { peer: cache.inputDialog(peer) }).catch(() => dialogs.doubt(peer))
      }
      if (maxId <= dialog.readInboxMaxId || dialog.unread === 0) return
      await talks.load(peer)
      intents.add({ kind: 'read', peer, maxId })
      cache.patchDialog(peer, { unread: unreadAfter(dialog, maxId), readInboxMaxId: maxId })
    },

    readDate: async ({ peer, id }) => {
      try {
        const { date } = await line.ask('messages.getOutboxReadDate', { peer: cache.inputPeer(peer), msgId: id })
        return { date }
      } catch (error) {
        if (failureOf(error).code.endsWith('PRIVACY_RESTRICTED')) return { hidden: true }
        throw error
      }
    },

    saveDraft: async ({ peer, draft }) => saveDraft(peer, draft),

    setTyping: async ({ peer, typing }) => presence.setTyping(peer, typing),
  }
}
