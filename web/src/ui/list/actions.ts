import type { PeerId } from '../../model/peer'
import { ask } from '../base/Dialog'
import { showMenu, type MenuItem } from '../base/Menu'
import { toast } from '../base/Toast'
import { tell } from '../errors'
import { nameOf } from '../names'
import { back } from '../route'
import type { App } from '../state'
import { t } from '../text'
import { now } from '../text/dates'

const HOUR = 3600
const FOR_EVER = 2_147_483_647

/** All that can be done with a conversation as a whole, as the items of a menu. */
export function chatMenu(app: App, peer: PeerId): MenuItem[] {
  const { api, state } = app
  const dialog = state.dialogs[peer]
  const person = state.peers[peer]
  const words = t.shell.chat
  const items: MenuItem[] = []
  if (dialog) {
    const muted = (dialog.notify.muteUntil ?? 0) > now()
    const archived = dialog.folder === 'archive'
    const unread = dialog.unread > 0 || dialog.unreadMark
    if (dialog.pinned > 0) items.push({ label: words.unpin, icon: 'unpin', pick: () => void tell(api.setPinned({ peer, pinned: false })) })
    else items.push({ label: words.pin, icon: 'pin', pick: () => void tell(api.setPinned({ peer, pinned: true })) })
    if (!person?.isSelf) {
      if (muted) items.push({ label: words.unmute, icon: 'bell', pick: () => mute(app, peer, 0) })
      else items.push({ label: words.mute, icon: 'mute', pick: () => chooseMute(app, peer) })
    }
    items.push({ label: archived ? words.unarchive : words.archive, icon: archived ? 'unarchive' : 'archive', pick: () => void move(app, peer, archived) })
    items.push(
      unread
        ? { label: words.markRead, icon: 'check', pick: () => void markRead(app, peer) }
        : { label: words.markUnread, icon: 'unread', pick: () => void tell(api.setUnreadMark({ peer, unread: true })) },
    )
  }
  if (person && !person.isSelf && !person.isService && !person.deleted) {
    const blocked = state.profiles[peer]?.blocked ?? false
    if (blocked) items.push({ label: t.shell.profile.unblock, icon: 'block', pick: () => void tell(api.setBlocked({ peer, blocked: false })) })
    else items.push({ label: t.shell.profile.block, icon: 'block', danger: true, pick: () => void block(app, peer) })
  }
  if (dialog) {
    items.push('line', { label: words.clear, icon: 'clear', danger: true, pick: () => void clear(app, peer) })
    items.push({ label: words.delete, icon: 'trash', danger: true, pick: () => void remove(app, peer) })
  }
  return items
}

const mute = (app: App, peer: PeerId, muteUntil: number) => void tell(app.api.setNotify({ peer, settings: { ...app.state.dialogs[peer]?.notify, muteUntil } }))

function chooseMute(app: App, peer: PeerId): void {
  const words = t.shell.profile
  const times: [string, number][] = [
    [words.hour, now() + HOUR],
    [words.hours8, now() + 8 * HOUR],
    [words.days2, now() + 48 * HOUR],
    [words.forever, FOR_EVER],
  ]
  const place = { x: innerWidth / 2, y: innerHeight / 3 }
  showMenu(place, words.muteFor, times.map(([label, until]) => ({ label, pick: () => mute(app, peer, until) })))
}

async function move(app: App, peer: PeerId, archived: boolean): Promise<void> {
  const to = archived ? 'main' : 'archive'
  await app.api.setFolder({ peer, folder: to }).then(
    () => toast(archived ? t.shell.chat.unarchivedToast : t.shell.chat.archivedToast, { label: t.shell.chat.undo, run: () => void tell(app.api.setFolder({ peer, folder: archived ? 'archive' : 'main' })) }),
    error => tell(Promise.reject(error)),
  )
}

async function markRead(app: App, peer: PeerId): Promise<void> {
  const top = app.state.dialogs[peer]?.top?.id ?? 0
  if (top > 0) await tell(app.api.markRead({ peer, maxId: top }))
  if (app.state.dialogs[peer]?.unreadMark) await tell(app.api.setUnreadMark({ peer, unread: false }))
}

async function block(app: App, peer: PeerId): Promise<void> {
  const words = t.shell.profile
  const yes = await ask({ title: words.blockTitle(nameOf(app.state.peers[peer])), text: words.blockText, yes: words.block, danger: true })
  if (yes) await tell(app.api.setBlocked({ peer, blocked: true }))
}

async function clear(app: App, peer: PeerId): Promise<void> {
  const words = t.shell.chat
  const answer = await ask({ title: words.clearTitle, text: words.clearText, yes: words.clear, danger: true, ...alsoFor(app, peer) })
  if (answer) await tell(app.api.deleteHistory({ peer, forBoth: answer.also, keepDialog: true }))
}

async function remove(app: App, peer: PeerId): Promise<void> {
  const words = t.shell.chat
  const person = app.state.peers[peer]
  const answer = await ask({ title: words.deleteTitle(person?.isSelf ? t.shell.savedMessages : nameOf(person)), text: words.deleteText, yes: words.delete, danger: true, ...alsoFor(app, peer) })
  if (!answer) return
  await tell(app.api.deleteHistory({ peer, forBoth: answer.also, keepDialog: false }))
  back()
}

const alsoFor = (app: App, peer: PeerId) => (app.state.peers[peer]?.isSelf ? {} : { also: t.shell.chat.alsoFor(nameOf(app.state.peers[peer])) })
