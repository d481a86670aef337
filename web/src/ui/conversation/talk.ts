import { createContext, createSignal, useContext } from 'solid-js'
import type { Message } from '../../model/message'
import type { Peer, PeerId } from '../../model/peer'
import type { App } from '../state'
import { createCompose } from './compose'
import { createHistory, type ListView } from './history'
import { createOrigins } from './origins'
import { kept, NONE, type Selection } from './selection'

/** One open conversation: what its parts share. */
export type Talk = ReturnType<typeof createTalk>

const Context = createContext<Talk>()
export const TalkProvider = Context.Provider

export function useTalk(): Talk {
  const talk = useContext(Context)
  if (!talk) throw new Error('no conversation here')
  return talk
}

export function createTalk(app: App, peer: PeerId) {
  let view: ListView | undefined
  const history = createHistory(app, peer, () => view)
  const compose = createCompose(app, peer)
  const origins = createOrigins(app, peer)
  const [selection, setSelection] = createSignal<Selection>(NONE)
  /** The messages that are about to be forwarded: the dialog for it is open. */
  const [forwarding, setForwarding] = createSignal<Message[]>()
  const [searching, setSearching] = createSignal<{ text: string }>()
  const [calendar, setCalendar] = createSignal(false)

  app.on('history', event => {
    if (event.peer === peer && event.removed.length > 0) setSelection(now => kept(now, key => !event.removed.includes(key)))
  })

  const person = (): Peer | undefined => app.state.peers[peer]
  return {
    app,
    peer,
    history,
    compose,
    selection,
    select: setSelection,
    forwarding,
    forward: setForwarding,
    searching,
    search: setSearching,
    calendar,
    showCalendar: setCalendar,
    person,
    isSaved: () => person()?.isSelf ?? false,
    dialog: () => app.state.dialogs[peer],
    origin: (id: number) => origins(id, history.window().messages.find(it => it.id === id)),
    isRead: (message: Message) => message.id !== 0 && message.id <= (app.state.dialogs[peer]?.readOutboxMaxId ?? 0),
    /** The messages that can be marked, by key. */
    order: (): string[] => history.window().messages.flatMap(it => (it.content.kind === 'service' ? [] : [it.key])),
    marked: (): Message[] => history.window().messages.filter(it => selection().keys.has(it.key)),
    attach(list: ListView) {
      view = list
    },
  }
}
