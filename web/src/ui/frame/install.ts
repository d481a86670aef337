import { createSignal } from 'solid-js'

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

const [offered, setOffered] = createSignal<InstallPrompt>()

/** Whether the browser would make an app of the page. */
export const installable = (): boolean => offered() !== undefined

/** Keeps the browser's offer for the moment when somebody asks for it. */
export function awaitInstall(): void {
  window.addEventListener('beforeinstallprompt', event => {
    event.preventDefault()
    setOffered(event as InstallPrompt)
  })
  window.addEventListener('appinstalled', () => setOffered(undefined))
}

export async function install(): Promise<void> {
  await offered()?.prompt()
  setOffered(undefined)
}
