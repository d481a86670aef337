import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js'
import type { Message } from '../../model/message'
import { forSending } from '../../model/markdown'
import type { PeerId } from '../../model/peer'
import { plain } from '../../model/richText'
import { Avatar } from '../base/Avatar'
import { Button } from '../base/Button'
import { Dialog } from '../base/Dialog'
import { Icon } from '../base/Icon'
import { toast } from '../base/Toast'
import { wordsOf } from '../errors'
import { previewOf } from '../list/preview'
import { titleOf } from '../names'
import { navigate } from '../route'
import { t } from '../text'
import { MOST_LETTERS } from './compose'
import css from './ForwardDialog.module.css'
import { NONE } from './selection'
import { useTalk } from './talk'
import { originOf, senderOf } from './words'

const PAUSE_MILLIS = 200
/** So many of the messages are shown above the chats. */
const MOST_SHOWN = 3

/** Shows what is forwarded and chooses where it goes: one chat or many, found by name, with words of one's own. */
export function ForwardDialog(props: { messages: Message[] }) {
  const talk = useTalk()
  const { api, state } = talk.app
  const [text, setText] = createSignal('')
  const [comment, setComment] = createSignal('')
  const [hidden, setHidden] = createSignal(false)
  const [chosen, setChosen] = createSignal<PeerId[]>([])
  const [found, setFound] = createSignal<PeerId[]>([])
  const [contacts, setContacts] = createSignal<PeerId[]>([])
  const [busy, setBusy] = createSignal(false)
  api.contacts().then(setContacts, () => undefined)

  const fits = (peer: PeerId) => {
    const person = state.peers[peer]
    const wanted = text().trim().toLocaleLowerCase()
    return person !== undefined && !person.deleted && !person.isService && (titleOf(person).toLocaleLowerCase().includes(wanted) || (person.userName?.toLowerCase().includes(wanted.replace(/^@/, '')) ?? false))
  }
  const peers = createMemo(() => {
    const self = talk.app.self()
    const all = [self, ...talk.app.order('main'), ...talk.app.order('archive'), ...contacts()].filter(fits)
    return [...new Set([...all, ...found().filter(it => state.peers[it] !== undefined)])]
  })
  createEffect(
    on(text, now => {
      setFound([])
      if (now.trim().length < 2) return
      const timer = setTimeout(() => api.searchPeople({ text: now.trim() }).then(it => setFound([...it.mine, ...it.global]), () => undefined), PAUSE_MILLIS)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  const toggle = (peer: PeerId) => setChosen(now => (now.includes(peer) ? now.filter(it => it !== peer) : [...now, peer]))
  /** Whom a search finds first is what its Enter means. */
  const chooseFirst = (event: KeyboardEvent) => {
    const [first] = peers()
    if (event.key !== 'Enter' || event.isComposing || text() === '' || first === undefined) return
    event.preventDefault()
    toggle(first)
    setText('')
  }
  const close = () => talk.forward(undefined)
  const send = async () => {
    const to = chosen()
    if (busy()) return
    // Unlike what is written, it does not wait for a connection; it would overtake its words.
    const { kind } = state.link
    if (kind === 'connecting' || kind === 'waiting') return void toast(wordsOf({ code: 'OFFLINE' }))
    setBusy(true)
    try {
      const words = forSending(plain(comment()))
      for (const peer of words.text === '' ? [] : to) await api.send({ peer, text: words, keepDraft: true })
      // Should forwarding fail and be tried again, they are sent already.
      setComment('')
      await api.forward({ from: talk.peer, ids: props.messages.map(it => it.id), to, ...(hidden() && { hideOrigin: true }) })
      talk.select(NONE)
      close()
      const [only] = to
      if (to.length === 1 && only !== undefined && only !== talk.app.self()) navigate({ kind: 'conversation', peer: only })
      else toast(to.length === 1 ? t.talk.forwarding.saved : t.talk.forwarding.sent(to.length))
    } catch (error) {
      toast(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t.talk.forwarding.title(props.messages.length)}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t.talk.cancel}</Button>
          <Button look="primary" icon="forward" busy={busy()} disabled={chosen().length === 0} onClick={() => void send()}>
            {t.talk.menu.forward}
          </Button>
        </>
      }
    >
      <ul class={css.what} aria-label={t.talk.forwarding.what}>
        <For each={props.messages.slice(0, MOST_SHOWN)}>
          {message => (
            <li class={css.message}>
              <Show when={!hidden()}>
                <bdi class={css.author}>{message.forward ? originOf(talk.app, message.forward) : senderOf(talk.app, message)}</bdi>
              </Show>
              <bdi>{previewOf(message)}</bdi>
            </li>
          )}
        </For>
        <Show when={props.messages.length > MOST_SHOWN}>
          <li>{t.talk.forwarding.more(props.messages.length - MOST_SHOWN)}</li>
        </Show>
      </ul>
      <input class={css.input} type="search" placeholder={t.talk.forwarding.search} aria-label={t.talk.forwarding.search} value={text()} onInput={event => setText(event.currentTarget.value)} onKeyDown={chooseFirst} autofocus />
      <ul class={css.list} role="listbox" aria-multiselectable="true" aria-label={t.talk.forwarding.chats}>
        <For each={peers()} fallback={<li class={css.nothing}>{t.talk.forwarding.nobody}</li>}>
          {peer => (
            <li role="presentation">
              <button type="button" class={css.peer} role="option" aria-selected={chosen().includes(peer)} onClick={() => toggle(peer)}>
                <Avatar peer={state.peers[peer]} size="small" saved={state.peers[peer]?.isSelf ?? false} />
                <bdi class={css.name}>{titleOf(state.peers[peer])}</bdi>
                <span class={css.check}>
                  <Show when={chosen().includes(peer)}>
                    <Icon name="check" small />
                  </Show>
                </span>
              </button>
            </li>
          )}
        </For>
      </ul>
      <textarea
        class={`${css.input} ${css.comment}`}
        rows="1"
        placeholder={t.talk.forwarding.comment}
        aria-label={t.talk.forwarding.comment}
        dir="auto"
        maxlength={MOST_LETTERS}
        value={comment()}
        onInput={event => setComment(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || chosen().length === 0) return
          event.preventDefault()
          void send()
        }}
      />
      <label class={css.hide}>
        <input type="checkbox" checked={hidden()} onChange={event => setHidden(event.currentTarget.checked)} />
        <span>{t.talk.forwarding.hide}</span>
      </label>
    </Dialog>
  )
}
