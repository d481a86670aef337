import { forever, type PeerId } from '../../model/peer'
import { ask } from '../base/Dialog'
import { showMenu, type MenuItem, type MenuPlace } from '../base/Menu'
import { toast } from '../base/Toast'
import { tell } from '../errors'
import { nameOf } from '../names'
import { standardNotify } from '../notices/standard'
import { navigate, route } from '../route'
import type { App } from '../state'
import { t } from '../text'
import { now } from '../text/dates'
import { isMuted } from './preview'

/** What can be done with a chat from the list. */
export function chatActions(app: App, peer: PeerId) {
  const dialog = () => app.state.dialogs[peer]
  const muted = () => isMuted(dialog()?.notify.muteUntil, standardNotify().muteUntil, now())
  const unread = () => (dialog()?.unread ?? 0) > 0 || (dialog()?.unreadMark ?? false)
  const pinnedOnes = () => app.order(dialog()?.folder ?? 'main').filter(one => (app.state.dialogs[one]?.pinned ?? 0) > 0)

  const reorder = (order: PeerId[]) => tell(app.api.reorderPinned({ folder: dialog()?.folder ?? 'main', order }))

  const leave = () => {
    const to = route()
    if ((to.kind === 'conversation' || to.kind === 'profile') && to.peer === peer) navigate({ kind: 'list' })
  }

  return {
    dialog,
    muted,
    unread,
    pinnedOnes,
    togglePinned: () => tell(app.api.setPinned({ peer, pinned: dialog()?.pinned === 0 })),
    toggleMuted: () => tell(app.api.setNotify({ peer, settings: { ...dialog()?.notify, muteUntil: muted() ? 0 : forever } })),
    async toggleRead() {
      const top = dialog()?.top
      if (!unread()) return tell(app.api.setUnreadMark({ peer, unread: true }))
      if (dialog()?.unreadMark) await tell(app.api.setUnreadMark({ peer, unread: false }))
      if (top) await tell(app.api.markRead({ peer, maxId: top.id }))
    },
    async toggleArchive() {
      const from = dialog()?.folder ?? 'main'
      const to = from === 'main' ? 'archive' : 'main'
      await tell(app.api.setFolder({ peer, folder: to }))
      toast(to === 'archive' ? t.shell.chat.archivedToast : t.shell.chat.unarchivedToast, {
        label: t.shell.chat.undo,
        run: () => void tell(app.api.setFolder({ peer, folder: from })),
      })
    },
    /** Moves a pinned chat up (-1) or down (1). */
    async move(by: -1 | 1) {
      const order = pinnedOnes()
      const at = order.indexOf(peer)
      const to = at + by
      if (at < 0 || to < 0 || to >= order.length) return
      order.splice(to, 0, ...order.splice(at, 1))
      await reorder(order)
    },
    /** Puts another pinned chat where this one is. */
    async take(other: PeerId) {
      const order = pinnedOnes()
      const from = order.indexOf(other)
      const to = order.indexOf(peer)
      if (from < 0 || to < 0 || from === to) return
      order.splice(to, 0, ...order.splice(from, 1))
      await reorder(order)
    },
    async toggleBlocked() {
      const blocked = app.state.profiles[peer]?.blocked ?? false
      if (!blocked) {
        const answer = await ask({
          title: t.shell.profile.blockTitle(nameOf(app.state.peers[peer])),
          text: t.shell.profile.blockText,
          yes: t.shell.profile.block,
          danger: true,
        })
        if (!answer) return
      }
      await tell(app.api.setBlocked({ peer, blocked: !blocked }))
    },
    async clear() {
      const person = app.state.peers[peer]
      const both = person && !person.isSelf && !person.isService
      const answer = await ask({
        title: t.shell.chat.clearTitle,
        text: t.shell.chat.clearText,
        yes: t.shell.chat.clear,
        danger: true,
        ...(both && { also: t.shell.chat.alsoFor(nameOf(person)) }),
      })
      if (answer) await tell(app.api.deleteHistory({ peer, forBoth: answer.also, keepDialog: true }))
    },
    async delete() {
      const person = app.state.peers[peer]
      const both = person && !person.isSelf && !person.isService
      const answer = await ask({
        title: t.shell.chat.deleteTitle(person?.isSelf ? t.shell.savedMessages : nameOf(person)),
        text: t.shell.chat.deleteText,
        yes: t.shell.delete,
        danger: true,
        ...(both && { also: t.shell.chat.alsoFor(nameOf(person)) }),
      })
      if (!answer) return
      await tell(app.api.deleteHistory({ peer, forBoth: answer.also, keepDialog: false }))
      leave()
    },
  }
}

/** All that can be done with a conversation as a whole, as the items of a menu. */
export function chatMenu(app: App, peer: PeerId): MenuItem[] {
  const actions = chatActions(app, peer)
  const dialog = actions.dialog()
  const person = app.state.peers[peer]
  const words = t.shell.chat
  const items: MenuItem[] = []
  if (dialog) {
    const pinned = actions.pinnedOnes()
    const at = pinned.indexOf(peer)
    const archived = dialog.folder === 'archive'
    items.push({ label: dialog.pinned > 0 ? words.unpin : words.pin, icon: dialog.pinned > 0 ? 'unpin' : 'pin', pick: () => void actions.togglePinned() })
    if (at > 0) items.push({ label: words.moveUp, icon: 'up', pick: () => void actions.move(-1) })
    if (at >= 0 && at < pinned.length - 1) items.push({ label: words.moveDown, icon: 'down', pick: () => void actions.move(1) })
    const unread = actions.unread()
    items.push({ label: unread ? words.markRead : words.markUnread, icon: unread ? 'checks' : 'unread', pick: () => void actions.toggleRead() })
    if (!person?.isSelf) {
      const muted = actions.muted()
      items.push({ label: muted ? words.unmute : words.mute, icon: muted ? 'bell' : 'mute', pick: () => void actions.toggleMuted() })
    }
    items.push({ label: archived ? words.unarchive : words.archive, icon: archived ? 'unarchive' : 'archive', pick: () => void actions.toggleArchive() }, 'line')
  }
  if (person && !person.isSelf && !person.isService && !person.deleted) {
    const blocked = app.state.profiles[peer]?.blocked ?? false
    items.push({ label: blocked ? t.shell.profile.unblock : t.shell.profile.block, icon: 'block', danger: !blocked, pick: () => void actions.toggleBlocked() })
  }
  if (dialog) {
    items.push({ label: words.clear, icon: 'clear', danger: true, pick: () => void actions.clear() })
    items.push({ label: words.delete, icon: 'trash', danger: true, pick: () => void actions.delete() })
  }
  return items
}

export const openChatMenu = (place: MenuPlace, app: App, peer: PeerId): void => showMenu(place, t.shell.chat.actions, chatMenu(app, peer))
