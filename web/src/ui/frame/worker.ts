import { toast } from '../base/Toast'
import { scriptOf } from '../../trusted'
import { navigate, parseRoute } from '../route'
import { t } from '../text'

const lookMillis = 60 * 60 * 1000

let started = false

/**
 * Puts the service worker in place, once somebody is in: from then on the app starts without a connection. A new version waits until
 * somebody says so, since the page that is open may still need files of the old one. Whoever is in next finds it in place.
 */
export async function startServiceWorker(): Promise<void> {
  if (started || !import.meta.env.PROD || !('serviceWorker' in navigator)) return
  started = true
  const workers = navigator.serviceWorker
  workers.addEventListener('message', event => {
    const said = event.data as { kind: string; path: string }
    if (said.kind === 'go') navigate(parseRoute(said.path, ''))
  })
  // Whichever tab it was said in: the files of the old version are gone then, and this one may still need some.
  let old = workers.controller !== null
  workers.addEventListener('controllerchange', () => {
    if (old) location.reload()
    old = true
  })
  try {
    const place = await workers.register(scriptOf('/sw.js'))
    const update = () => place.waiting?.postMessage({ kind: 'update' })
    const offer = () => place.waiting && workers.controller && toast(t.start.newVersion, { label: t.start.reload, run: update }, true)
    offer()
    place.addEventListener('updatefound', () => {
      const coming = place.installing
      coming?.addEventListener('statechange', () => coming.state === 'installed' && offer())
    })
    setInterval(() => void place.update().catch(() => {}), lookMillis)
    const ready = await workers.ready
    const paths = performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)
    ready.active?.postMessage({ kind: 'keep', paths })
  } catch {
    // Without it all works as before, but for a start without a connection.
  }
}
