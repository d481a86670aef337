import type { Tone } from '../../model/emoji'

const STORED_AS = 'heliograph.emoji'
const MOST_RECENT = 32

interface Habits {
  tone: Tone
  recent: string[]
}

/** The tone and the emoji that somebody used last, on this device. */
export function habits(): Habits {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? '{}')
    const { tone, recent } = (typeof read === 'object' && read !== null ? read : {}) as { tone?: unknown; recent?: unknown }
    return {
      tone: tone === 1 || tone === 2 || tone === 3 || tone === 4 || tone === 5 ? tone : 0,
      recent: Array.isArray(recent) ? recent.filter(it => typeof it === 'string' && it.length < 40).slice(0, MOST_RECENT) : [],
    }
  } catch {
    return { tone: 0, recent: [] }
  }
}

export function keepHabits(change: { tone?: Tone; used?: string }): Habits {
  const before = habits()
  const recent = change.used === undefined ? before.recent : [change.used, ...before.recent.filter(it => it !== change.used)].slice(0, MOST_RECENT)
  const after = { tone: change.tone ?? before.tone, recent }
  try {
    localStorage.setItem(STORED_AS, JSON.stringify(after))
  } catch {
    // A browser that keeps nothing forgets them with the page.
  }
  return after
}

/** Whoever comes next on this device is not shown them. */
export function forgetHabits(): void {
  try {
    localStorage.removeItem(STORED_AS)
  } catch {
    // As above.
  }
}
