/// <reference lib="webworker" />

// Keeps the app itself for a start without a connection. Messages are none of its business: the engine keeps those.
// Files below /assets/ are named by their content, so what is kept of them is always right. The page is asked of the server first.

export {}

declare const self: ServiceWorkerGlobalScope
declare const __PRECACHE__: string[]
declare const __BUILD__: string

const files = __PRECACHE__
const kept = `heliograph-${__BUILD__}`
/** On a slow line nobody waits for the page that is kept anyway; its new version comes by the worker's own way. */
const pageMillis = 500

self.addEventListener('install', event => {
  event.waitUntil(caches.open(kept).then(cache => cache.addAll(['/', '/icon.svg', '/manifest.webmanifest', ...files])))
})

self.addEventListener('activate', event => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith('heliograph-') && name !== kept) await caches.delete(name)
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('message', event => {
  const ask = event.data as { kind: 'update' } | { kind: 'keep'; paths: string[] }
  if (ask.kind === 'update') void self.skipWaiting()
  else event.waitUntil(keep(ask.paths))
})

/** What was loaded before this worker was there: the texts of the language in use. */
async function keep(paths: string[]): Promise<void> {
  const cache = await caches.open(kept)
  for (const path of paths) if (path.startsWith('/assets/') && !(await cache.match(path))) await cache.add(path).catch(() => {})
}

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (event.request.mode === 'navigate') event.respondWith(page(event.request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(event.request))
  else if (url.pathname === '/icon.svg' || url.pathname === '/manifest.webmanifest') event.respondWith(fetch(event.request).catch(() => fromCache(url.pathname)))
})

async function page(request: Request): Promise<Response> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), pageMillis)
  try {
    return await fetch(request, { signal: late.signal })
  } catch {
    return fromCache('/')
  } finally {
    clearTimeout(timer)
  }
}

async function asset(request: Request): Promise<Response> {
  const cached = await caches.match(request)
  if (cached) return cached
  const answer = await fetch(request)
  if (answer.ok) {
    const cache = await caches.open(kept)
    await cache.put(request, answer.clone())
  }
  return answer
}

const fromCache = async (path: string): Promise<Response> => (await caches.match(path)) ?? Response.error()

self.addEventListener('notificationclick', event => {
  event.notification.close()
  const path = (event.notification.data as { path?: string } | null)?.path ?? '/'
  event.waitUntil(
    (async () => {
      const [open] = await self.clients.matchAll({ type: 'window' })
      if (open) {
        await open.focus()
        open.postMessage({ kind: 'go', path })
      } else await self.clients.openWindow(path)
    })(),
  )
})
