/** What a conversation is with, as one key: `u` and the user's id. Groups and channels get letters of their own. */
export type PeerId = `u${number}`

export const userPeer = (userId: number): PeerId => `u${userId}`
export const userIdOf = (peer: PeerId): number => Number(peer.slice(1))

/** When somebody was last here; times are in Unix seconds. What a person hides comes as one of the vague kinds. */
export type Presence =
  | { kind: 'online'; until: number }
  | { kind: 'offline'; at: number }
  | { kind: 'recently' }
  | { kind: 'lastWeek' }
  | { kind: 'lastMonth' }
  | { kind: 'hidden' }

/** A person, as far as the viewer may know them. */
export interface User {
  kind: 'user'
  id: PeerId
  firstName: string
  lastName: string
  userName?: string
  /** Digits only; absent where the person hides it. */
  number?: string
  presence: Presence
  isSelf: boolean
  isContact: boolean
  /** The service that sends login codes. */
  isService: boolean
  deleted: boolean
}

/** Whoever or whatever a conversation can be with; later kinds are added here and meet exhaustive switches everywhere. */
export type Peer = User

/** A day, and the year where it is told. */
export interface Birthday {
  day: number
  month: number
  year?: number
}

/** What is known of a person beyond the list: read when a profile is opened. */
export interface Profile {
  peer: PeerId
  about: string
  blocked: boolean
  birthday?: Birthday
  notify: NotifySettings
}

/** The digits of a text that is a whole number and nothing else: one that a server made, or any that may be one. */
export function numberIn(text: string): string | undefined {
  const digits = text.replace(/\D/g, '')
  if (!/^\s*\+?[\d\s().-]+$/.test(text)) return undefined
  return (digits.startsWith('888') ? /^\d{11}$/ : /^\d{7,15}$/).test(digits) ? digits : undefined
}

/** A number as people write it: +888 0123 4567. */
export function numberOf(digits: string): string {
  const match = /^(888)(\d{4})(\d+)$/.exec(digits)
  return match ? `+${match[1]} ${match[2]} ${match[3]}` : `+${digits}`
}

/** A `muteUntil` that never comes. */
export const forever = 2_147_483_647

export interface NotifySettings {
  /** Unix seconds; 0: not muted; or `forever`. Absent: as the default for people says. */
  muteUntil?: number
  silent?: boolean
  showPreviews?: boolean
}
