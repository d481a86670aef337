import { createSignal, onCleanup } from 'solid-js'
import { unwrap } from 'solid-js/store'
import type { Message, Reply, RichText } from '../../model/message'
import { forSending } from '../../model/markdown'
import type { PeerId } from '../../model/peer'
import { NOTHING, pieces, plain } from '../../model/richText'
import { toast } from '../base/Toast'
import { wordsOf } from '../errors'
import type { App } from '../state'
import type { Editor } from './editor'

/** A server takes texts of this many UTF-16 units; longer ones are sent in pieces. */
export const MOST_LETTERS = 4096
const SAVE_AFTER_MILLIS = 500
const TYPING_EVERY_MILLIS = 5_000

/** What the text in the composer will become. */
type Mode = { kind: 'new' } | { kind: 'reply'; reply: Reply; message: Message | undefined } | { kind: 'edit'; message: Message }

const EMPTY: { text: RichText; mode: Mode } = { text: NOTHING, mode: { kind: 'new' } }

/** What is being written in a conversation: its draft here and on other devices, and its way out. */
export function createCompose(app: App, peer: PeerId) {
  const [mode, setMode] = createSignal<Mode>({ kind: 'new' })
  const [rich, setRich] = createSignal<RichText>(NOTHING)
  const [busy, setBusy] = createSignal(false)
  let editor: Editor | undefined
  /** The new message that waits while an old one is edited. */
  let aside: { text: RichText; mode: Mode } = EMPTY
  let saved = draftKey(app.state.dialogs[peer]?.draft)
  let timer: ReturnType<typeof setTimeout> | undefined
  let typedAt = -Infinity
  let focusWanted = false

  const replyOf = (now: Mode): Reply | undefined => (now.kind === 'reply' ? now.reply : undefined)

  const current = (): { text: RichText; reply: Reply | undefined } => {
    const now = mode()
    return now.kind === 'edit' ? { text: aside.text, reply: replyOf(aside.mode) } : { text: rich(), reply: replyOf(now) }
  }

  /** Tells the other devices what is written here, if they do not know it yet. */
  const save = () => {
    clearTimeout(timer)
    timer = undefined
    const { text, reply } = current()
    const draft = text.text.trim() === '' && reply === undefined ? undefined : { ...text, ...(reply && { reply }) }
    const key = draftKey(draft)
    if (key === saved) return
    saved = key
    // What could not be saved is still here; the next pause tries again.
    app.api.saveDraft({ peer, draft }).catch(() => (saved = 'unknown'))
  }
  const saveSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(save, SAVE_AFTER_MILLIS)
  }

  const put = (text: RichText) => {
    setRich(text)
    editor?.load(text)
  }

  const takeDraft = () => {
    // Out of the store: what is sent or saved of it goes to the worker, which no part of a store can.
    const draft = unwrap(app.state.dialogs[peer]?.draft)
    saved = draftKey(draft)
    if (draft?.reply) setMode({ kind: 'reply', reply: draft.reply, message: undefined })
    put(draft ? { text: draft.text, entities: draft.entities } : NOTHING)
  }

  app.on('dialogs', event => {
    const theirs = event.dialogs.find(it => it.peer === peer)
    if (!theirs) return
    const key = draftKey(theirs.draft)
    const { text, reply } = current()
    const mine = draftKey(text.text.trim() === '' && reply === undefined ? undefined : { ...text, ...(reply && { reply }) })
    // Another device wrote on while nothing was being written here.
    if (key !== saved && mine === saved && mode().kind !== 'edit' && timer === undefined) {
      if (mode().kind === 'reply' && !theirs.draft?.reply) setMode({ kind: 'new' })
      takeDraft()
    }
  })

  const onHide = () => document.visibilityState === 'hidden' && save()
  document.addEventListener('visibilitychange', onHide)
  addEventListener('pagehide', save)
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onHide)
    removeEventListener('pagehide', save)
    save()
    if (performance.now() - typedAt < TYPING_EVERY_MILLIS && rich().text !== '') app.api.setTyping({ peer, typing: false }).catch(() => undefined)
  })

  const leaveEdit = () => {
    setMode(aside.mode)
    put(aside.text)
    aside = EMPTY
  }

  const cancel = (): boolean => {
    const now = mode()
    if (now.kind === 'new') return false
    if (now.kind === 'edit') leaveEdit()
    else setMode({ kind: 'new' })
    saveSoon()
    return true
  }

  async function finishEdit(message: Message): Promise<void> {
    const text = forSending(rich())
    if (text.text === '' || text.text.length > MOST_LETTERS) return
    const before = message.content.kind === 'text' ? message.content : NOTHING
    if (draftKey(text) === draftKey(before)) return leaveEdit()
    setBusy(true)
    try {
      await app.api.edit({ peer, id: message.id, text })
      if (mode().kind === 'edit') leaveEdit()
    } catch (error) {
      toast(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }

  /** Sends what is written; it stands in the list at once, so the composer is empty at once too. */
  async function send(silent = false): Promise<void> {
    const now = mode()
    if (now.kind === 'edit') return finishEdit(now.message)
    const written = rich()
    const texts = pieces(forSending(written), MOST_LETTERS)
    if (texts.length === 0) return
    const reply = replyOf(now)
    setMode({ kind: 'new' })
    put(NOTHING)
    typedAt = -Infinity
    save()
    let sent = 0
    try {
      for (const text of texts) {
        await app.api.send({ peer, text, ...(sent === 0 && reply && { reply }), ...(silent && { silent }) })
        sent++
      }
    } catch (error) {
      toast(wordsOf(error))
      if (sent === 0 && rich().text === '') {
        put(written)
        setMode(now)
      }
    }
  }

  return {
    mode,
    rich,
    busy,
    send,
    cancel,
    attach(made: Editor) {
      editor = made
      takeDraft()
      if (focusWanted) editor.focus()
    },
    /** Also before the editor is there: it takes the focus when it comes. */
    focus() {
      focusWanted = editor === undefined
      editor?.focus()
    },
    /** Called by the editor after every change. */
    written(text: RichText) {
      setRich(text)
      if (mode().kind === 'edit') return
      saveSoon()
      if (text.text === '' || performance.now() - typedAt < TYPING_EVERY_MILLIS) return
      typedAt = performance.now()
      app.api.setTyping({ peer, typing: true }).catch(() => undefined)
    },
    reply(message: Message, quote?: RichText & { offset: number }) {
      if (message.id === 0) return
      if (mode().kind === 'edit') leaveEdit()
      setMode({ kind: 'reply', reply: { id: message.id, ...(quote && { quote }) }, message })
      saveSoon()
      editor?.focus()
    },
    edit(message: Message) {
      if (message.content.kind !== 'text') return
      if (mode().kind !== 'edit') aside = { text: rich(), mode: mode() }
      setMode({ kind: 'edit', message })
      put({ text: message.content.text, entities: message.content.entities })
      editor?.focus()
    },
    insert(text: string) {
      editor?.put(plain(text))
    },
    sendText: (text: string) => app.api.send({ peer, text: plain(text), keepDraft: true }),
  }
}

/** Equal for drafts that say the same. */
function draftKey(draft: (RichText & { reply?: Reply }) | undefined): string {
  if (draft === undefined) return ''
  const entities = draft.entities.map(it => Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)))
  return JSON.stringify([draft.text, entities.sort(), draft.reply?.id ?? 0, draft.reply?.quote?.text ?? ''])
}
