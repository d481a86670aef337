import { describe, expect, it } from 'vitest'
import type { Dialog } from '../model/dialog'
import type { Message } from '../model/message'
import { openWindow, withEvent, type HistoryWindow } from '../model/window'
import { random } from '../testing/random'
import type { EngineEvent } from './api'
import { condensed } from './condensed'

const message = (key: string, id: number, text = key): Message => ({
  key,
  id,
  peer: 'u1',
  from: 'u1',
  out: false,
  date: id,
  content: { kind: 'text', text, entities: [] },
  silent: false,
  pinned: false,
  delivery: { state: 'sent' },
})
const history = (messages: Message[], removed: string[] = [], cleared = false): EngineEvent => ({ kind: 'history', peer: 'u1', messages, removed, cleared })
const dialog = (peer: `u${number}`, unread: number): Dialog => ({
  peer,
  folder: 'main',
  pinned: 0,
  unread,
  unreadMark: false,
  readInboxMaxId: 0,
  readOutboxMaxId: 0,
  notify: {},
})
const dialogs = (changed: Dialog[], removed: Dialog['peer'][] = []): EngineEvent => ({ kind: 'dialogs', dialogs: changed, removed })

describe('condensed news', () => {
  it('tell of each message and each line once, as they are in the end', () => {
    const typing: EngineEvent = { kind: 'typing', peer: 'u1', until: 0 }
    const news = [history([message('a', 1)]), dialogs([dialog('u1', 1)]), typing, history([message('a', 1, 'edited'), message('b', 2)]), dialogs([dialog('u1', 2)])]
    expect(condensed(news)).toEqual([typing, history([message('a', 1, 'edited'), message('b', 2)]), dialogs([dialog('u1', 2)])])
  })

  it('tell of what is written here by itself', () => {
    const news = [history([message('a', 0)]), history([message('a', 1)])]
    expect(condensed(news)).toEqual(news)
  })

  it('keep apart what lies on both sides of a new beginning', () => {
    const news = [history([message('a', 1)]), history([], [], true), history([message('b', 2)])]
    expect(condensed(news)).toEqual(news)
  })

  it.each(Array.from({ length: 50 }, (_, i) => i))('leave every screen as all of them do (seed %i)', (seed) => {
    const chance = random(seed)
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    const news = Array.from({ length: 30 }, (_, step): EngineEvent => {
      const at = chance.below(keys.length)
      const key = keys[at]!
      const peer = `u${at}` as const
      switch (chance.below(4)) {
        case 0:
          return history([message(key, at + 1, `${step}`)])
        case 1:
          return history([message(chance.pick(keys), 7 + step)], [key])
        case 2:
          return dialogs([dialog(peer, step)])
        default:
          return chance.chance(0.5) ? dialogs([], [peer]) : history([], [key])
      }
    })
    const shown = (events: readonly EngineEvent[]) => {
      let window: HistoryWindow = openWindow({ messages: [message('a', 1)], older: false, newer: false, anchor: 0 })
      const list = new Map<string, Dialog>()
      for (const event of events) {
        if (event.kind === 'history') window = withEvent(window, event)
        if (event.kind !== 'dialogs') continue
        for (const one of event.dialogs) list.set(one.peer, one)
        for (const peer of event.removed) list.delete(peer)
      }
      return { messages: window.messages, list: [...list].sort() }
    }
    expect(condensed(news).length).toBeLessThanOrEqual(2)
    expect(shown(condensed(news))).toEqual(shown(news))
  })
})
