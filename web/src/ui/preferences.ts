import { createEffect } from 'solid-js'
import { createStore } from 'solid-js/store'
import { language, languages, preferredLanguage, speak, type Language } from './text'

export const accents = ['sea', 'indigo', 'violet', 'rose', 'amber', 'leaf'] as const

/** What somebody chose for this device. */
interface Preferences {
  theme: 'system' | 'light' | 'dark'
  accent: (typeof accents)[number]
  /** In percent of the browser's own size. */
  textSize: number
  density: 'cosy' | 'compact'
  language: Language
  notifications: boolean
  sounds: boolean
  /** Enter sends and Shift+Enter begins a line; else Ctrl+Enter sends. */
  enterSends: boolean
}

const storedAs = 'heliograph.preferences'
export const textSizes = { least: 80, most: 150, step: 5 }

const defaults = (): Preferences => ({
  theme: 'system',
  accent: 'sea',
  textSize: 100,
  density: 'cosy',
  language: preferredLanguage(navigator.languages),
  notifications: false,
  sounds: true,
  enterSends: true,
})

/** What was stored may be old or broken: each value is taken only if it still means something. */
function readPreferences(stored: string | null, otherwise: Preferences): Preferences {
  let read: unknown
  try {
    read = JSON.parse(stored ?? '{}')
  } catch {
    return otherwise
  }
  const given = (typeof read === 'object' && read !== null ? read : {}) as Record<string, unknown>
  const oneOf = <T extends string>(value: unknown, values: readonly T[], fallback: T): T => values.find(one => one === value) ?? fallback
  const bool = (value: unknown, fallback: boolean): boolean => (typeof value === 'boolean' ? value : fallback)
  const size = Number(given['textSize'])
  return {
    theme: oneOf(given['theme'], ['system', 'light', 'dark'] as const, otherwise.theme),
    accent: oneOf(given['accent'], accents, otherwise.accent),
    textSize: size >= textSizes.least && size <= textSizes.most ? size : otherwise.textSize,
    density: oneOf(given['density'], ['cosy', 'compact'] as const, otherwise.density),
    language: oneOf(given['language'], Object.keys(languages) as Language[], otherwise.language),
    notifications: bool(given['notifications'], otherwise.notifications),
    sounds: bool(given['sounds'], otherwise.sounds),
    enterSends: bool(given['enterSends'], otherwise.enterSends),
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(storedAs)
  } catch {
    return null
  }
}

const [preferences, setPreferences] = createStore<Preferences>(
  typeof navigator === 'undefined' || typeof document === 'undefined' ? ({} as Preferences) : readPreferences(stored(), defaults()),
)

export { preferences }

/** Changes some of it here and in the other tabs. */
export function prefer(change: Partial<Preferences>): void {
  setPreferences(change)
  try {
    localStorage.setItem(storedAs, JSON.stringify(preferences))
  } catch {
    // A browser that keeps nothing still shows what was chosen until it is closed.
  }
}

/** Keeps the page's looks as they were chosen, here or in another tab. */
export function applyPreferences(): void {
  window.addEventListener('storage', event => {
    if (event.key !== storedAs || event.newValue === null) return
    setPreferences(readPreferences(event.newValue, defaults()))
    if (preferences.language !== language()) void speak(preferences.language)
  })
  createEffect(() => {
    const root = document.documentElement
    root.dataset['accent'] = preferences.accent
    root.dataset['density'] = preferences.density
    if (preferences.theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = preferences.theme
    root.style.setProperty('--scale', String(preferences.textSize / 100))
  })
}
