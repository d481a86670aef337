import type { Route } from '../route'

export type Invitation = Omit<Extract<Route, { kind: 'invite' }>, 'kind'>

const storedAs = 'heliograph.invitation'

/** The invitation with which somebody has begun to come in: it outlives a reload of its tab, and is seen nowhere else. */
export function keptInvitation(): Invitation | undefined {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(storedAs) ?? 'null')
    return isInvitation(read) ? read : undefined
  } catch {
    return undefined
  }
}

export function keepInvitation(invitation: Invitation | undefined): void {
  try {
    if (invitation) sessionStorage.setItem(storedAs, JSON.stringify(invitation))
    else sessionStorage.removeItem(storedAs)
  } catch {
    // Then it is there until the page is loaded anew.
  }
}

const isInvitation = (read: unknown): read is Invitation =>
  typeof read === 'object' && read !== null && 'number' in read && 'code' in read && /^\d+ \d*$/.test(`${read.number} ${read.code}`)
