import { batch, createMemo, createSignal, onCleanup } from 'solid-js'
import type { HistoryPoint } from '../../engine/api'
import type { Message } from '../../model/message'
import type { PeerId } from '../../model/peer'
import { emptyWindow, newestId, oldestId, openWindow, trimmed, trimmedAround, withEvent, withNewer, withOlder, type HistoryWindow } from '../../model/window'
import { errorOf } from '../errors'
import type { App } from '../state'

/** What the list of messages can do for whoever changes what is in it. */
export interface ListView {
  /**
   * Makes a change and shows afterwards what was shown before, or the end if that was shown. The change is told the key of the uppermost
   * row in view, unless it is the end that is shown.
   */
  keeping(change: (read: string | undefined) => void): void
  /** Makes a change and shows its end, a row, or the line above what is not read. */
  showing(change: () => void, target: Target): void
}

export type Target = { kind: 'end'; smooth?: boolean } | { kind: 'row'; key: string; flash: boolean; smooth?: boolean; below?: number } | { kind: 'unread' }

/** Asked for when a conversation is opened, and at each end while somebody scrolls: little enough to be drawn within a frame or two. */
const FIRST_PAGE = 32
const PAGE = 20
/** Rows that stay in the page while somebody scrolls through a long history, or while messages come. */
const MOST_ROWS = 180

/** Where somebody had scrolled to in conversations that were left: by whose they are, and with whom. */
const left = new Map<string, { id: number; below: number }>()

type Phase = { kind: 'loading' } | { kind: 'ready' } | { kind: 'failed'; error: unknown }

export type History = ReturnType<typeof createHistory>

/** The stretch of a conversation that is on the screen: opened where reading stopped, grown at both ends, moved by jumps. */
export function createHistory(app: App, peer: PeerId, view: () => ListView | undefined) {
  const [window, setWindow] = createSignal<HistoryWindow>(emptyWindow)
  const [phase, setPhase] = createSignal<Phase>({ kind: 'loading' })
  const [firstUnread, setFirstUnread] = createSignal(0)
  const [loading, setLoading] = createSignal<{ older: boolean; newer: boolean }>({ older: false, newer: false })
  const name = `${app.self()} ${peer}`
  let asked = 0
  let gone = false
  onCleanup(() => (gone = true))

  const keeping = (change: (read: string | undefined) => void) => {
    const list = view()
    if (list) list.keeping(change)
    else change(undefined)
  }
  const showing = (change: () => void, target: Target) => {
    const list = view()
    if (list) list.showing(change, target)
    else change()
  }

  /** Shows another stretch; what was asked for before and comes later is not shown any more. */
  async function open(at: HistoryPoint, target: (anchor: number, messages: readonly Message[]) => Target): Promise<boolean> {
    const mine = ++asked
    const fresh = phase().kind !== 'ready'
    if (fresh) setPhase({ kind: 'loading' })
    try {
      const around = at.kind === 'newest' ? { before: FIRST_PAGE, after: 0 } : { before: FIRST_PAGE / 2, after: FIRST_PAGE / 2 }
      const slice = await app.api.history({ peer, at, ...around })
      if (mine !== asked || gone) return false
      const goal = target(slice.anchor, slice.messages)
      showing(
        () =>
          batch(() => {
            if (at.kind === 'unread') setFirstUnread(slice.anchor)
            setWindow(openWindow(slice))
            setPhase({ kind: 'ready' })
          }),
        goal,
      )
      return true
    } catch (error) {
      if (mine !== asked || gone) return false
      if (!fresh) throw error
      setPhase({ kind: 'failed', error: errorOf(error) })
      return false
    }
  }

  const rowOf = (id: number, messages: readonly Message[], flash: boolean, below?: number): Target => {
    const found = messages.find(it => it.id === id) ?? messages.findLast(it => it.id !== 0 && it.id <= id) ?? messages[0]
    return found ? { kind: 'row', key: found.key, flash: flash && found.id === id, ...(below !== undefined && { below }) } : { kind: 'end' }
  }

  /** Opens where a link leads, else at what is not read, else where it was left, else at the end. */
  function begin(at: number | undefined): Promise<boolean> {
    const dialog = app.state.dialogs[peer]
    const place = left.get(name)
    if (at !== undefined) return jump(at)
    if (dialog && dialog.unread > 0) return open({ kind: 'unread' }, anchor => (anchor > 0 ? { kind: 'unread' } : { kind: 'end' }))
    if (place) return open({ kind: 'id', id: place.id }, (_, messages) => rowOf(place.id, messages, false, place.below))
    return open({ kind: 'newest' }, () => ({ kind: 'end' }))
  }

  /** Shows a message, wherever it is. */
  async function jump(id: number, flash = true): Promise<boolean> {
    const here = window().messages.find(it => it.id === id)
    if (here && phase().kind === 'ready') {
      showing(() => undefined, { kind: 'row', key: here.key, flash, smooth: true })
      return true
    }
    return open({ kind: 'id', id }, (_, messages) => rowOf(id, messages, flash))
  }

  const jumpToDate = (date: number) => open({ kind: 'date', date }, (anchor, messages) => rowOf(anchor, messages, false))

  async function toEnd(smooth = true): Promise<void> {
    if (!window().newer && phase().kind === 'ready') showing(() => undefined, { kind: 'end', smooth })
    else await open({ kind: 'newest' }, () => ({ kind: 'end' }))
  }

  async function grow(side: 'older' | 'newer'): Promise<void> {
    const before = window()
    if (phase().kind !== 'ready' || loading()[side] || !before[side] || before.stale) return
    const id = side === 'older' ? oldestId(before) : newestId(before) + 1
    if (id <= 1) return
    const mine = asked
    setLoading(all => ({ ...all, [side]: true }))
    try {
      const around = side === 'older' ? { before: PAGE, after: 0 } : { before: 0, after: PAGE }
      const slice = await app.api.history({ peer, at: { kind: 'id', id }, ...around })
      if (mine !== asked || gone) return
      const grown = (now: HistoryWindow) => trimmed(side === 'older' ? withOlder(now, slice) : withNewer(now, slice), side, MOST_ROWS)
      keeping(() => setWindow(grown))
    } finally {
      setLoading(all => ({ ...all, [side]: false }))
    }
  }

  app.on('history', event => {
    if (event.peer !== peer || phase().kind !== 'ready') return
    if (event.cleared) {
      setPhase({ kind: 'loading' })
      left.delete(name)
      void open({ kind: 'newest' }, () => ({ kind: 'end' }))
      return
    }
    const before = window()
    const after = withEvent(before, event)
    if (after === before) return
    const mine = event.messages.some(it => it.out && it.id === 0 && !before.messages.some(known => known.key === it.key))
    batch(() => {
      if (mine) setFirstUnread(0)
      const arrived = event.messages.find(it => !it.out && it.id > newestId(before))
      if (arrived && document.visibilityState === 'hidden' && firstUnread() === 0) setFirstUnread(arrived.id)
    })
    const bounded = (read: string | undefined) => setWindow(trimmedAround(after, read, MOST_ROWS))
    if (mine) showing(() => bounded(undefined), { kind: 'end', smooth: true })
    else keeping(bounded)
  })

  return {
    window,
    phase,
    firstUnread,
    loading,
    begin,
    jump,
    jumpToDate,
    toEnd,
    grow,
    /** Found by key while it is on the screen. */
    byKey: createMemo(() => new Map(window().messages.map(it => [it.key, it]))),
    /** Keeps where it was left, unless that is the end. */
    leave(place: { id: number; below: number } | undefined) {
      if (place) left.set(name, place)
      else left.delete(name)
    },
  }
}
