import { describe, expect, it } from 'vitest'
import type { Dialog } from '../model/dialog'
import type { Message } from '../model/message'
import { openWindow, withEvent, type HistoryWindow } from '../model/window'
import { message } from '../testing/message'
import { random } from '../testing/random'
import type { EngineEvent } from './api'
import { condensed } from './condensed'

const said = (key: string, id: number, text = key) => message(id, text, key)
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
    const news = [history([said('a', 1)]), dialogs([dialog('u1', 1)]), typing, history([said('a', 1, 'edited'), said('b', 2)]), dialogs([dialog('u1', 2)])]
    expect(condensed(news)).toEqual([typing, history([said('a', 1, 'edited'), said('b', 2)]), dialogs([dialog('u1', 2)])])
  })

  it('tell of what is written here by itself', () => {
    const news = [history([said('a', 0)]), history([said('a', 1)])]
    expect(condensed(news)).toEqual(news)
  })

  it('keep apart what lies on both sides of a new beginning', () => {
    const news = [history([said('a', 1)]), history([], [], true), history([said('b', 2)])]
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
          return history([said(key, at + 1, `${step}`)])
        case 1:
          return history([said(chance.pick(keys), 7 + step)], [key])
        case 2:
          return dialogs([dialog(peer, step)])
        default:
          return chance.chance(0.5) ? dialogs([], [peer]) : history([], [key])
      }
    })
    const shown = (events: readonly EngineEvent[]) => {
      let window: HistoryWindow = openWindow({ messages: [said('a', 1)], older: false, newer: false, anchor: 0 })
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
