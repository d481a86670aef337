import type { Message } from '../../model/message'
import type { PeerId } from '../../model/peer'
import { navigate, pathOf } from '../route'

const icon = '/icon-192.png'

/** The conversations that were told of, with the notification where the page itself could show one. */
const told = new Map<PeerId, Notification | undefined>()

// A press on one of its own would lead nowhere once the page is gone, and nobody could take it back.
window.addEventListener('pagehide', () => told.forEach(shown => shown?.close()))

/** Shows a notification of the system, in the place of an earlier one of the same conversation. */
export function tellOf({ peer }: Message, title: string, body: string): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  const to = { kind: 'conversation', peer } as const
  try {
    const shown = new Notification(title, { body, tag: peer, icon, silent: true })
    shown.onclick = () => {
      window.focus()
      navigate(to)
      shown.close()
    }
    told.set(peer, shown)
  } catch {
    // Phones allow notifications only from a service worker.
    told.set(peer, undefined)
    void navigator.serviceWorker?.ready.then(worker => worker.showNotification(title, { body, tag: peer, icon, data: { path: pathOf(to) } }))
  }
}

/** Takes back what was told of a conversation: it was read. */
export async function takeBack(peer: PeerId): Promise<void> {
  if (!told.has(peer)) return
  told.get(peer)?.close()
  told.delete(peer)
  await closeOf({ tag: peer })
}

/** Takes back all: whoever it was meant for is gone, and it may say what they were written. */
export async function takeAllBack(): Promise<void> {
  for (const shown of told.values()) shown?.close()
  told.clear()
  await closeOf({})
}

async function closeOf(which: { tag?: string }): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration()
  for (const one of (await worker?.getNotifications(which)) ?? []) one.close()
}
