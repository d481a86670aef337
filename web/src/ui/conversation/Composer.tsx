import { createEffect, createMemo, createSignal, Match, on, onCleanup, onMount, Show, Switch } from 'solid-js'
import { pieces, plain, type Format } from '../../model/richText'
import { Button, IconButton } from '../base/Button'
import { showMenu } from '../base/Menu'
import { screen } from '../base/Screen'
import { Spinner } from '../base/Spinner'
import { tell } from '../errors'
import { coarse } from '../media'
import { preferences } from '../preferences'
import { t } from '../text'
import { MOST_LETTERS } from './compose'
import css from './Composer.module.css'
import { Editor } from './editor'
import editorCss from './editor.module.css'
import { askedEmoji, EmojiSuggestions, type Suggestions } from './EmojiSuggestions'
import { FormatBar } from './FormatBar'
import { LinkDialog } from './LinkDialog'
import { canEdit } from './messageMenu'
import { ModeBar } from './ModeBar'
import { useTalk } from './talk'

const EmojiPicker = screen(
  async () => (await import('./EmojiPicker')).EmojiPicker,
  () => (
    <p class={css.wait}>
      <Spinner /> <span class="sr-only">{t.talk.emoji.loading}</span>
    </p>
  ),
)

/** From here on it is said how much room is left. */
const WARN_LETTERS = 200

const keys: Partial<Record<string, { shift: boolean; put: Format }>> = {
  KeyB: { shift: false, put: { kind: 'bold' } },
  KeyI: { shift: false, put: { kind: 'italic' } },
  KeyU: { shift: false, put: { kind: 'underline' } },
  KeyX: { shift: true, put: { kind: 'strike' } },
  KeyM: { shift: true, put: { kind: 'code' } },
  KeyP: { shift: true, put: { kind: 'spoiler' } },
  Period: { shift: true, put: { kind: 'quote', collapsed: false } },
}

/** Where messages are written, or why none can be. */
export function Composer() {
  const talk = useTalk()
  const person = talk.person
  const blocked = () => talk.app.state.profiles[talk.peer]?.blocked ?? false
  const Note = (props: { text: string }) => <p class={css.note}>{props.text}</p>
  return (
    <Switch fallback={<Writing />}>
      <Match when={person()?.deleted}>
        <Note text={t.talk.write.deleted} />
      </Match>
      <Match when={person()?.isService}>
        <Note text={t.talk.write.service} />
      </Match>
      <Match when={blocked()}>
        <div class={css.note}>
          {t.talk.write.blocked} <Button onClick={() => void tell(talk.app.api.setBlocked({ peer: talk.peer, blocked: false }))}>{t.talk.write.unblock}</Button>
        </div>
      </Match>
    </Switch>
  )
}

function Writing() {
  const talk = useTalk()
  const { compose } = talk
  let root!: HTMLDivElement
  let editor!: Editor
  const [selected, setSelected] = createSignal(0)
  const [emoji, setEmoji] = createSignal(false)
  const [linking, setLinking] = createSignal(false)
  const [suggestions, setSuggestions] = createSignal<Suggestions>()
  const empty = () => compose.rich().text.trim() === ''

  onMount(() => {
    const stop = new AbortController()
    editor = new Editor(
      root,
      rich => {
        compose.written(rich)
        suggest()
      },
      () => setSelected(now => now + 1),
      stop.signal,
    )
    compose.attach(editor)
    onCleanup(() => stop.abort())
  })

  const suggest = () => {
    const { from, to } = editor.selection
    const asked = from === to ? askedEmoji(editor.rich.text.slice(0, from)) : undefined
    setSuggestions(asked === undefined ? undefined : { text: asked, at: 0, found: suggestions()?.found ?? [] })
  }
  const takeSuggestion = (found: string) => {
    const { to } = editor.selection
    editor.put(plain(`${found} `), to - (suggestions()?.text.length ?? 0) - 1, to)
    setSuggestions(undefined)
  }

  const editLast = () => {
    const last = talk.history.window().messages.findLast(it => canEdit(talk, it))
    if (last && !talk.history.window().newer) compose.edit(last)
    return last !== undefined
  }
  const replyBy = (step: 1 | -1) => {
    const all = talk.history.window().messages.filter(it => it.id !== 0 && it.content.kind !== 'service')
    const now = compose.mode()
    const at = now.kind === 'reply' ? all.findIndex(it => it.id === now.reply.id) : all.length
    const to = all[at + step]
    if (to) {
      compose.reply(to)
      void talk.history.jump(to.id).catch(() => undefined)
    } else if (step > 0) compose.cancel()
  }

  const inSuggestions = (event: KeyboardEvent): boolean => {
    const now = suggestions()
    if (!now || now.found.length === 0) return false
    const count = now.found.length
    if (event.key === 'ArrowDown' || event.key === 'ArrowRight') setSuggestions({ ...now, at: (now.at + 1) % count })
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') setSuggestions({ ...now, at: (now.at + count - 1) % count })
    else if (event.key === 'Enter' || event.key === 'Tab') takeSuggestion(now.found[now.at]!)
    else if (event.key === 'Escape') setSuggestions(undefined)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // 229: the key belongs to an input method.
    if (event.isComposing || event.keyCode === 229 || inSuggestions(event)) return
    const ctrl = event.ctrlKey || event.metaKey
    const done = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (event.key === 'Enter') {
      const sends = preferences.enterSends ? !event.shiftKey && !coarse() : ctrl
      if (sends || (ctrl && !event.shiftKey)) (done(), void compose.send())
    } else if (event.key === 'Escape') {
      if (emoji()) (done(), setEmoji(false))
    } else if (event.key === 'ArrowUp' && !ctrl && !event.shiftKey && !event.altKey) {
      if (editor.rich.text === '' && compose.mode().kind === 'new' && editLast()) done()
    } else if (ctrl && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      if (compose.mode().kind !== 'edit' && (editor.rich.text === '' || compose.mode().kind === 'reply')) (done(), replyBy(event.key === 'ArrowUp' ? -1 : 1))
    } else if (ctrl && !event.altKey) {
      const key = keys[event.code]
      if (key && key.shift === event.shiftKey) (done(), editor.toggle(key.put))
      else if (event.code === 'KeyK' && !event.shiftKey) (done(), setLinking(true))
      else if (event.code === 'Backslash') (done(), editor.clearFormats())
      else if (event.code === 'KeyZ') (done(), event.shiftKey ? editor.redoStep() : editor.undoStep())
      else if (event.code === 'KeyY') (done(), editor.redoStep())
    }
  }

  const over = () => compose.rich().text.length - MOST_LETTERS
  const room = createMemo(() => {
    if (over() <= -WARN_LETTERS) return undefined
    if (over() <= 0) return t.talk.write.left(-over())
    return compose.mode().kind === 'edit' ? t.talk.write.tooLong(over()) : t.talk.write.parts(pieces(compose.rich(), MOST_LETTERS).length)
  })
  const isEdit = () => compose.mode().kind === 'edit'
  createEffect(on(compose.mode, () => setSuggestions(undefined), { defer: true }))

  return (
    <div class={css.composer}>
      <div class={css.inner}>
        <Show when={compose.mode().kind !== 'new'}>
          <ModeBar />
        </Show>
        <Show when={suggestions()}>
          {now => <EmojiSuggestions now={now()} onFound={found => setSuggestions(is => is && { ...is, found, at: 0 })} onPick={takeSuggestion} />}
        </Show>
        <div class={css.line}>
          <IconButton icon="smile" label={t.talk.write.emoji} aria-expanded={emoji()} onClick={() => setEmoji(is => !is)} />
          <div
            ref={root}
            class={editorCss.root}
            contenteditable="true"
            role="textbox"
            aria-multiline="true"
            aria-label={t.talk.write.label}
            data-placeholder={t.talk.write.label}
            enterkeyhint={coarse() || !preferences.enterSends ? 'enter' : 'send'}
            spellcheck={true}
            autocapitalize="sentences"
            onKeyDown={onKeyDown}
            onBlur={() => setSuggestions(undefined)}
          />
          <Show when={room()}>
            <span class={css.room} classList={{ [css.over!]: isEdit() && over() > 0 }} role="status">
              {room()}
            </span>
          </Show>
          <Show when={!compose.busy()} fallback={<Spinner />}>
            <IconButton
              icon={isEdit() ? 'check' : 'send'}
              look="accent"
              label={isEdit() ? t.talk.write.saveEdit : t.talk.write.send}
              disabled={empty() || (isEdit() && over() > 0)}
              // The focus stays in the text: on phones the keyboard would go away.
              onPointerDown={event => event.preventDefault()}
              onClick={() => void compose.send()}
              onContextMenu={event => {
                event.preventDefault()
                if (!isEdit()) showMenu(event.currentTarget, t.talk.write.sendMenu, [{ label: t.talk.write.sendSilent, icon: 'mute', pick: () => void compose.send(true) }])
              }}
            />
          </Show>
        </div>
        <Show when={emoji()}>
          <div class={css.panel}>
            <EmojiPicker
              onPick={picked => compose.insert(picked)}
              onClose={() => {
                setEmoji(false)
                compose.focus()
              }}
            />
          </div>
        </Show>
      </div>
      <FormatBar editor={() => editor} root={() => root} moved={selected()} onLink={() => setLinking(true)} />
      <Show when={linking()}>
        <LinkDialog
          editor={editor}
          onClose={() => {
            setLinking(false)
            compose.focus()
          }}
        />
      </Show>
    </div>
  )
}
