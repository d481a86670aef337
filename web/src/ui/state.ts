import { createContext, createMemo, createSignal, onCleanup, useContext } from 'solid-js'
import { createStore, produce, reconcile, unwrap } from 'solid-js/store'
import type { EngineApi, EngineEvent, Link, Session } from '../engine/api'
import type { Engine } from '../engine/engine'
import { rememberIn } from './lastSession'
import { compareDialogs, type Dialog, type FolderId } from '../model/dialog'
import type { Peer, PeerId, Profile } from '../model/peer'
import { millisUntil, now, setAhead } from './text/dates'

/** What the screens know, fed by the engine's events only. */
export interface State {
  session: Session
  link: Link
  /** Whether what is here outlives the page. */
  keeps: boolean
  peers: Record<PeerId, Peer>
  dialogs: Record<PeerId, Dialog>
  /** Whether the whole list of a folder is loaded; absent: nothing of it is yet. */
  folders: Partial<Record<FolderId, { complete: boolean }>>
  profiles: Record<PeerId, Profile>
  /** Who writes to us at this moment. */
  typing: Record<PeerId, boolean>
  loginToken?: { url: string; expires: number }
}

type EventOf<K extends EngineEvent['kind']> = Extract<EngineEvent, { kind: K }>

/** The engine with the state that its events make: what every screen is given. */
export interface App {
  readonly api: EngineApi
  readonly state: State
  /** Who is logged in; empty screens do not ask. */
  self(): PeerId
  /** Whether somebody else is online, as far as that is known: without a line it is not. */
  isOnline(peer: PeerId): boolean
  /** The lines of a folder in their order. */
  order(folder: FolderId): PeerId[]
  /** Hears one kind of events until the caller's owner goes away. */
  on<K extends EngineEvent['kind']>(kind: K, listener: (event: EventOf<K>) => void): void
}

const Context = createContext<App>()

export const AppProvider = Context.Provider

export function useApp(): App {
  const app = useContext(Context)
  if (!app) throw new Error('no app here')
  return app
}

const nothing = (): State => ({
  session: { kind: 'starting' },
  link: { kind: 'connecting' },
  keeps: true,
  peers: {},
  dialogs: {},
  folders: {},
  profiles: {},
  typing: {},
})

export function createApp(engine: Engine): App {
  const [state, setState] = createStore<State>(nothing())
  const [placed, place] = createSignal(0)
  const listeners = new Set<(event: EngineEvent) => void>()
  const typingTimers = new Map<PeerId, ReturnType<typeof setTimeout>>()

  const apply = (event: EngineEvent): void => {
    switch (event.kind) {
      case 'session':
        rememberIn(event.session.kind === 'in')
        if (event.session.kind !== 'in') {
          setState(reconcile({ ...nothing(), session: event.session, link: unwrap(state).link, keeps: unwrap(state).keeps }))
          place(n => n + 1)
        } else setState('session', event.session)
        return
      case 'link':
        return setState('link', event.link)
      case 'keeping':
        return setState('keeps', event.keeps)
      case 'clock':
        return void setAhead(event.aheadSeconds)
      case 'login':
        return setState('loginToken', event.token)
      case 'peers':
        return setState(
          'peers',
          produce(peers => {
            for (const peer of event.peers) peers[peer.id] = peer
          }),
        )
      case 'dialogs':
        setState(
          'dialogs',
          produce(dialogs => {
            for (const dialog of event.dialogs) dialogs[dialog.peer] = dialog
            for (const peer of event.removed) delete dialogs[peer]
          }),
        )
        place(n => n + 1)
        return
      case 'folder':
        return setState('folders', event.folder, { complete: event.complete })
      case 'profile':
        return setState('profiles', event.profile.peer, event.profile)
      case 'typing':
        return setTyping(event.peer, millisUntil(event.until))
      case 'history':
      case 'notice':
      case 'trouble':
        return
    }
  }

  const setTyping = (peer: PeerId, millis: number): void => {
    clearTimeout(typingTimers.get(peer))
    typingTimers.delete(peer)
    if (millis > 0) typingTimers.set(peer, setTimeout(() => setTyping(peer, 0), millis))
    if ((state.typing[peer] ?? false) !== millis > 0) setState('typing', peer, millis > 0)
  }

  const sorted = (folder: FolderId) =>
    createMemo(
      () => {
        placed()
        // The lines themselves are read past the store: only the order matters here, and every change of it goes through `placed`.
        return Object.values(unwrap(state).dialogs)
          .filter(dialog => dialog.folder === folder)
          .sort(compareDialogs)
          .map(dialog => dialog.peer)
      },
      [],
      { equals: (a, b) => a.length === b.length && a.every((peer, i) => peer === b[i]) },
    )
  const orders = { main: sorted('main'), archive: sorted('archive') }

  onCleanup(
    engine.listen(event => {
      apply(event)
      for (const listener of listeners) listener(event)
    }),
  )

  return {
    api: engine.api,
    state,
    self: () => (state.session.kind === 'in' ? state.session.self : 'u0'),
    isOnline(id) {
      const peer = state.peers[id]
      const linked = state.link.kind === 'online' || state.link.kind === 'updating'
      return linked && peer?.presence.kind === 'online' && !peer.isSelf && peer.presence.until > now()
    },
    order: folder => orders[folder](),
    on(kind, listener) {
      const hear = (event: EngineEvent) => event.kind === kind && listener(event as EventOf<typeof kind>)
      listeners.add(hear)
      onCleanup(() => listeners.delete(hear))
    },
  }
}
