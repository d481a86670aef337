import { createSignal } from 'solid-js'
import type { PeerId } from '../../model/peer'

const [finding, setFinding] = createSignal<{ text: string }>()

/** What is searched for; undefined while nobody searches. */
export { finding }

export function findAll(text: string | undefined): void {
  setFinding(text === undefined ? undefined : { text })
  if (text === '') queueMicrotask(() => document.querySelector<HTMLInputElement>('[data-search]')?.focus())
}

const storedAs = 'heliograph.recent'
const keptRecent = 12

function stored(): PeerId[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(storedAs) ?? '[]')
    return Array.isArray(read) ? read.filter((one): one is PeerId => typeof one === 'string' && /^u\d+$/.test(one)).slice(0, keptRecent) : []
  } catch {
    return []
  }
}

const [recent, setRecent] = createSignal<PeerId[]>(stored())

/** Whom a search has led to, the latest first. */
export { recent }

function keep(peers: PeerId[]): void {
  setRecent(peers)
  try {
    localStorage.setItem(storedAs, JSON.stringify(peers))
  } catch {
    // Then it is known until the page is closed.
  }
}

export const rememberFound = (peer: PeerId): void => keep([peer, ...recent().filter(one => one !== peer)].slice(0, keptRecent))
export function forgetRecent(): void {
  setRecent([])
  try {
    localStorage.removeItem(storedAs)
  } catch {
    // As above.
  }
}
