import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineApi, EngineEvent } from '../engine/api'
import { condensed } from '../engine/condensed'
import type { Peer } from '../model/peer'
import { message } from '../testing/message'
import { createApp, type App } from './state'

const NOW = 1_000
let app: App
let leave: () => void
let say: (...events: EngineEvent[]) => void

beforeEach(() => {
  vi.useFakeTimers({ now: NOW * 1000 })
  leave = createRoot(dispose => {
    app = createApp({
      api: {} as EngineApi,
      listen(listener) {
        say = (...events) => condensed(events).forEach(listener)
        return () => undefined
      },
    })
    return dispose
  })
})
afterEach(() => {
  leave()
  vi.useRealTimers()
})

const boris: Peer = {
  kind: 'user',
  id: 'u1',
  firstName: 'Boris',
  lastName: '',
  presence: { kind: 'online', until: Number.MAX_SAFE_INTEGER },
  isSelf: false,
  isContact: false,
  isService: false,
  deleted: false,
}

describe('what the screens know', () => {
  it('is that somebody writes on, whatever else is told of their messages in the same moment', () => {
    const history = (id: number, text: string): EngineEvent => ({ kind: 'history', peer: 'u1', messages: [message(id, text)], removed: [], cleared: false })
    const typing = (seconds: number): EngineEvent => ({ kind: 'typing', peer: 'u1', until: NOW + seconds })
    say(typing(6), history(7, 'sent'), typing(-NOW), typing(6), history(6, 'edited'))
    expect(app.state.typing['u1']).toBe(true)
    vi.advanceTimersByTime(6_000)
    expect(app.state.typing['u1']).toBe(false)
  })

  it('is who is here, while there is a line to be told by', () => {
    say({ kind: 'peers', peers: [boris] }, { kind: 'link', link: { kind: 'online' } })
    expect(app.isOnline('u1')).toBe(true)
    expect(app.isOnline('u2')).toBe(false)
    say({ kind: 'link', link: { kind: 'waiting', retryAtMillis: 0 } })
    expect(app.isOnline('u1')).toBe(false)
  })
})
