import { createEffect, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import type { SearchCursor } from '../../engine/api'
import type { Message } from '../../model/message'
import { IconButton } from '../base/Button'
import { Spinner } from '../base/Spinner'
import { wordsOf } from '../errors'
import { t } from '../text'
import { dateOf } from '../text/dates'
import { Calendar } from './Calendar'
import { markFound } from './found'
import css from './SearchBar.module.css'
import { useTalk } from './talk'

const PAUSE_MILLIS = 250
const DAY = 86_400

/** Finds words in this conversation, and goes from hit to hit: up to older ones, down to newer ones. */
export function SearchBar(props: { text: string }) {
  const talk = useTalk()
  const [text, setText] = createSignal(props.text)
  const [day, setDay] = createSignal<number>()
  const [choosing, setChoosing] = createSignal(false)
  const [hits, setHits] = createSignal<Message[]>([])
  const [total, setTotal] = createSignal(0)
  const [at, setAt] = createSignal(-1)
  const [state, setState] = createSignal<'idle' | 'busy' | 'done' | string>('idle')
  let next: SearchCursor | undefined
  let round = 0
  let input!: HTMLInputElement

  const close = () => {
    talk.search(undefined)
    talk.compose.focus()
  }
  const find = async (more: boolean) => {
    const mine = ++round
    const asked = text().trim()
    if (asked === '' && day() === undefined) {
      setHits([])
      setState('idle')
      return
    }
    setState('busy')
    try {
      const from = day()
      const found = await talk.app.api.searchMessages({
        peer: talk.peer,
        text: asked,
        ...(from !== undefined && { fromDate: from, toDate: from + DAY }),
        ...(more && next && { after: next }),
      })
      if (mine !== round) return
      next = found.next
      setHits(before => (more ? [...before, ...found.messages] : found.messages))
      setTotal(found.total)
      setState('done')
      if (!more) void go(0)
    } catch (error) {
      if (mine === round) setState(wordsOf(error))
    }
  }
  const go = async (to: number) => {
    if (to >= hits().length && next) await find(true)
    const hit = hits()[to]
    if (!hit) return
    setAt(to)
    await talk.history.jump(hit.id).catch(() => undefined)
    markFound(hit.id, text().trim())
  }

  createEffect(
    on([text, day], () => {
      setAt(-1)
      markFound(undefined, '')
      const timer = setTimeout(() => void find(false), PAUSE_MILLIS)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  createEffect(on(() => props.text, given => given !== '' && setText(given), { defer: true }))
  onMount(() => input.focus())
  onCleanup(() => {
    round++
    markFound(undefined, '')
  })

  const count = () => {
    switch (state()) {
      case 'idle':
      case 'busy':
        return ''
      case 'done':
        return total() === 0 || hits().length === 0 ? t.talk.find.nothing : t.talk.find.count(at() + 1, Math.max(total(), hits().length))
      default:
        return state()
    }
  }
  return (
    <search class={css.bar}>
      <IconButton icon="close" label={t.talk.find.close} onClick={close} />
      <input
        ref={input}
        class={css.input}
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        placeholder={t.talk.find.label}
        aria-label={t.talk.find.label}
        value={text()}
        maxlength={256}
        onInput={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' || event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault()
            void go(event.key === 'ArrowDown' || (event.key === 'Enter' && event.shiftKey) ? at() - 1 : at() + 1)
          } else if (event.key === 'Escape') {
            event.preventDefault()
            event.stopPropagation()
            close()
          }
        }}
      />
      <Show when={day()}>
        {from => (
          <button type="button" class={css.day} onClick={() => setDay(undefined)} aria-label={t.talk.find.anyDay}>
            {dateOf(from())} ×
          </button>
        )}
      </Show>
      <Show when={state() === 'busy'} fallback={<span class={css.count} role="status">{count()}</span>}>
        <Spinner small />
      </Show>
      <IconButton icon="calendar" label={t.talk.find.day} onClick={() => setChoosing(true)} />
      <IconButton icon="up" label={t.talk.find.older} disabled={at() + 1 >= hits().length && next === undefined} onClick={() => void go(at() + 1)} />
      <IconButton icon="down" label={t.talk.find.newer} disabled={at() <= 0} onClick={() => void go(at() - 1)} />
      <Show when={choosing()}>
        <Calendar onClose={() => setChoosing(false)} onPick={setDay} />
      </Show>
    </search>
  )
}
