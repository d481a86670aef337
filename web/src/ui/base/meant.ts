import { createSignal, onCleanup } from 'solid-js'

const READING_MILLIS = 500

/**
 * Whether a press on what has just appeared can be meant: not before somebody could have read it. The second half of a double click that
 * began on another page, or on a window that lay above this one, comes sooner.
 */
export function meant(): () => boolean {
  const [is, set] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  const anew = () => {
    clearTimeout(timer)
    set(false)
    timer = setTimeout(() => set(true), READING_MILLIS)
  }
  anew()
  window.addEventListener('focus', anew)
  document.addEventListener('visibilitychange', anew)
  onCleanup(() => {
    clearTimeout(timer)
    window.removeEventListener('focus', anew)
    document.removeEventListener('visibilitychange', anew)
  })
  return is
}
