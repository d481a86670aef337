import { createSignal } from 'solid-js'

function matches(query: string): () => boolean {
  const list = matchMedia(query)
  const [on, set] = createSignal(list.matches)
  list.addEventListener('change', () => set(list.matches))
  return on
}

/** Room for the list and a conversation side by side. */
export const wide = matches('(min-width: 45rem)')
/** Room for a profile beside them. */
export const veryWide = matches('(min-width: 75rem)')
/** Fingers, not a mouse. */
export const coarse = matches('(pointer: coarse)')

const [connected, setConnected] = createSignal(navigator.onLine)
window.addEventListener('online', () => setConnected(true))
window.addEventListener('offline', () => setConnected(false))

/** Whether the device believes that it has a network at all. */
export { connected }
