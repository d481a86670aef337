/// <reference lib="webworker" />
import { version } from '../../package.json'
import { connect } from '../mtproto/line'
import type { PageMessage } from './calls'
import { systemClock } from './clock'
import { Core } from './core'
import { Tab, type Locks } from './tabs'

declare const self: DedicatedWorkerGlobalScope

/** The page names its worker, and so its tab. */
const tab = self.name

const { origin } = self.location

const app = {
  version: `Heliograph Web ${version}`,
  device: deviceOf(navigator.userAgent),
  system: systemOf(navigator.userAgent),
  language: navigator.language,
}

const shared = new Tab({
  tab,
  locks: navigator.locks as Locks | undefined,
  channel: () => new BroadcastChannel('heliograph'),
  toPage: (message) => self.postMessage(message),
  start: (emit) =>
    Core.start({
      connect: connect(origin, app),
      clock: systemClock,
      origin,
      database: 'heliograph',
      indexedDB: self.indexedDB,
      emit,
      bytesUsed: async () => (await navigator.storage?.estimate())?.usage ?? 0,
    }),
})

self.onmessage = (event: MessageEvent<PageMessage>) => shared.fromPage(event.data)

function deviceOf(agent: string): string {
  const browser = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(`${name}/`))
  return { Edg: 'Edge', OPR: 'Opera', Firefox: 'Firefox', Chrome: 'Chrome', Safari: 'Safari' }[browser ?? ''] ?? 'Browser'
}

function systemOf(agent: string): string {
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'CrOS', 'Linux'].find((name) => agent.includes(name))
  return { 'Mac OS X': 'macOS', CrOS: 'ChromeOS', iPhone: 'iOS', iPad: 'iPadOS' }[system ?? ''] ?? system ?? ''
}
