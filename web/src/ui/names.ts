import type { Peer, PeerId } from '../model/peer'
import { userIdOf } from '../model/peer'
import { oneLine } from './oneLine'
import { t } from './text'
import { daysAgo, dateOf, now, timeOf } from './text/dates'

const longestName = 128

const cut = (text: string, length: number): string => (text.length > length ? `${[...text.slice(0, length)].slice(0, -1).join('')}…` : text)

/** What a person is called on every screen. */
export function nameOf(peer: Peer | undefined): string {
  if (!peer) return t.shell.unknownPerson
  if (peer.deleted) return t.shell.deletedAccount
  const name = oneLine(`${peer.firstName} ${peer.lastName}`)
  return cut(name || (peer.userName ? `@${peer.userName}` : t.shell.unknownPerson), longestName)
}

/** What a conversation is called: one's own is where things are saved. */
export const titleOf = (peer: Peer | undefined): string => (peer?.isSelf ? t.shell.savedMessages : nameOf(peer))

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const firstOf = (text: string): string => {
  const first = graphemes.segment(text)[Symbol.iterator]().next().value?.segment ?? ''
  return first.length > 16 ? '' : first.toLocaleUpperCase()
}

/** One or two signs for the round picture. */
export function initialsOf(peer: Peer): string {
  const first = firstOf(oneLine(peer.firstName))
  const last = firstOf(oneLine(peer.lastName))
  return first + last || firstOf(peer.userName ?? '')
}

/** One of eight colours, always the same for the same person. */
export const shadeOf = (peer: PeerId): number => userIdOf(peer) % 8

/** When somebody was last here, in words; `isOnline` says whether that is now. */
export function presenceOf(peer: Peer, isOnline: boolean): string {
  if (peer.isService) return t.shell.presence.service
  const presence = peer.presence
  switch (presence.kind) {
    case 'online':
      return isOnline ? t.shell.presence.online : lastSeen(Math.min(presence.until, now()))
    case 'offline':
      return lastSeen(presence.at)
    case 'recently':
      return t.shell.presence.recently
    case 'lastWeek':
      return t.shell.presence.lastWeek
    case 'lastMonth':
      return t.shell.presence.lastMonth
    case 'hidden':
      return t.shell.presence.hidden
  }
}

function lastSeen(at: number): string {
  const minutes = Math.floor((now() - at) / 60)
  if (minutes < 1) return t.shell.presence.justNow
  if (minutes < 60) return t.shell.presence.minutes(minutes)
  const days = daysAgo(at)
  if (days <= 0) return t.shell.presence.today(timeOf(at))
  if (days === 1) return t.shell.presence.yesterday(timeOf(at))
  return t.shell.presence.date(dateOf(at))
}

/** The address that opens a chat with somebody on this server. */
export const linkOf = (userName: string): string => `${location.origin}/@${userName}`
