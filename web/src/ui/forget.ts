import type { App } from './state'

/** Leaves nothing on this device: not the log-in, not what was read, not what was chosen, not the app itself. */
export async function forgetHere(app: App): Promise<void> {
  await app.api.forgetDevice()
  await forgetApp().catch(() => {}) // a browser that does not let it look keeps none
  try {
    localStorage.clear()
    sessionStorage.clear()
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
  location.replace('/')
}

async function forgetApp(): Promise<void> {
  const kept = typeof caches === 'undefined' ? [] : await caches.keys()
  await Promise.all(kept.map(name => caches.delete(name)))
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? []
  await Promise.all(workers.map(worker => worker.unregister()))
}
