import { createSignal } from 'solid-js'
import type { PeerId } from '../model/peer'
import { userIdOf, userPeer } from '../model/peer'

const settingsSections = [
  'profile', 'username', 'privacy', 'devices', 'notifications', 'appearance', 'language', 'storage', 'about',
] as const
export type SettingsSection = (typeof settingsSections)[number]

/** Every place in the app that has an address. */
export type Route =
  | { kind: 'list' }
  | { kind: 'archive' }
  | { kind: 'conversation'; peer: PeerId; at?: number }
  | { kind: 'profile'; peer: PeerId }
  /** A link to somebody by user name: becomes a conversation once it is known whose it is. */
  | { kind: 'name'; userName: string }
  | { kind: 'contacts' }
  | { kind: 'settings'; section?: SettingsSection }
  /** An invitation: number and code stand behind the #, where no server log sees them. */
  | { kind: 'invite'; number: string; code: string }
  /** A device that asks to be let in. */
  | { kind: 'loginToken'; token: string }

export function parseRoute(path: string, hash: string): Route {
  const inHash = /^#\/(invite|login)\?(.*)$/.exec(hash)
  if (inHash) {
    const query = new URLSearchParams(inHash[2])
    if (inHash[1] === 'invite') return { kind: 'invite', number: (query.get('n') ?? '').replace(/\D/g, ''), code: (query.get('c') ?? '').replace(/\D/g, '') }
    return { kind: 'loginToken', token: query.get('token') ?? '' }
  }
  const [first = '', second, third] = path.split('/').filter(part => part !== '')
  if (first.startsWith('@') && first.length > 1) return { kind: 'name', userName: first.slice(1) }
  if (first === 'u' && second !== undefined && /^\d{1,15}$/.test(second)) {
    const peer = userPeer(Number(second))
    if (third === 'info') return { kind: 'profile', peer }
    return third !== undefined && /^\d{1,10}$/.test(third) ? { kind: 'conversation', peer, at: Number(third) } : { kind: 'conversation', peer }
  }
  if (first === 'settings') {
    const section = settingsSections.find(one => one === second)
    return section ? { kind: 'settings', section } : { kind: 'settings' }
  }
  if (first === 'archive' || first === 'contacts') return { kind: first }
  return { kind: 'list' }
}

export function pathOf(route: Route): string {
  switch (route.kind) {
    case 'list':
      return '/'
    case 'archive':
    case 'contacts':
      return `/${route.kind}`
    case 'conversation':
      return `/u/${userIdOf(route.peer)}${route.at === undefined ? '' : `/${route.at}`}`
    case 'profile':
      return `/u/${userIdOf(route.peer)}/info`
    case 'name':
      return `/@${route.userName}`
    case 'settings':
      return route.section ? `/settings/${route.section}` : '/settings'
    case 'invite':
      return `/#/invite?n=${route.number}&c=${route.code}`
    case 'loginToken':
      return `/#/login?token=${encodeURIComponent(route.token)}`
  }
}

const here = (): Route => parseRoute(location.pathname, location.hash)

const [route, setRoute] = createSignal<Route>(typeof location === 'undefined' ? { kind: 'list' } : here(), { equals: false })

/** Where the app is. Told anew at every step, even to the same place: going to the same message again shows it again. */
export { route }

interface Step {
  /** How many steps the app itself has made before this one: only then is there something of ours to go back to. */
  depth: number
}

const depth = (): number => (history.state as Step | null)?.depth ?? 0

/** Listens to the browser's own back and forward. */
export function startRouting(): void {
  window.addEventListener('popstate', () => setRoute(here()))
}

export function navigate(to: Route, how: { replace?: boolean } = {}): void {
  const path = pathOf(to)
  const same = path === location.pathname + location.hash
  if (how.replace || same) history.replaceState({ depth: depth() } satisfies Step, '', path)
  else history.pushState({ depth: depth() + 1 } satisfies Step, '', path)
  setRoute(to)
}

/** One step back, or where that would leave the app, to `up`. */
export function back(up: Route = { kind: 'list' }): void {
  if (depth() > 0) history.back()
  else navigate(up, { replace: true })
}
