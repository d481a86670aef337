import { createEffect, createMemo, createSignal, For, Match, on, onCleanup, Show, Switch } from 'solid-js'
import type { FoundMessages } from '../../engine/api'
import type { Message } from '../../model/message'
import { numberIn, type PeerId } from '../../model/peer'
import { Button } from '../base/Button'
import { Empty, Failed, Loading } from '../base/Empty'
import { PersonRow } from '../base/Row'
import { wordsOf } from '../errors'
import { previewOf } from '../list/preview'
import { presenceOf, titleOf } from '../names'
import { wide } from '../media'
import { oneLine, quietly } from '../oneLine'
import { navigate } from '../route'
import { useApp } from '../state'
import { t } from '../text'
import { shortOf } from '../text/dates'
import { findAll, forgetRecent, recent, rememberFound } from './finding'
import { snippetOf } from './snippet'
import css from './SearchResults.module.css'

const pauseMillis = 220
/** Numbers are looked up, which the server allows only so often: not while they are typed. */
const numberPauseMillis = 700
const shownPeople = 8


interface Found {
  query: string
  mine: PeerId[]
  global: PeerId[]
  messages: FoundMessages
}

/** What a search finds: chats that are here at once, people and messages as soon as the server has said. */
export function SearchResults(props: { query: string }) {
  const app = useApp()
  const [found, setFound] = createSignal<Found>()
  const [failed, setFailed] = createSignal<string>()
  const [tries, setTries] = createSignal(0)
  const [more, setMore] = createSignal(false)
  const query = createMemo(() => props.query.trim())

  createEffect(
    on([query, tries], ([text]) => {
      setFailed(undefined)
      if (text === '') return void setFound(undefined)
      let current = true
      const timer = setTimeout(async () => {
        try {
          const [people, messages] = await Promise.all([app.api.searchPeople({ text }), app.api.searchMessages({ text })])
          if (current) setFound({ query: text, ...people, messages })
        } catch (thrown) {
          if (current) setFailed(wordsOf(thrown))
        }
      }, numberIn(text) ? numberPauseMillis : pauseMillis)
      onCleanup(() => {
        current = false
        clearTimeout(timer)
      })
    }),
  )

  const here = createMemo(() => {
    const words = query().toLocaleLowerCase().replace(/^@/, '').split(/\s+/)
    if (query() === '') return []
    const matches = (peer: PeerId) => {
      const person = app.state.peers[peer]
      const name = `${titleOf(person)} ${person?.userName ?? ''}`.toLocaleLowerCase()
      return words.every(word => name.startsWith(word) || name.includes(` ${word}`))
    }
    return [...app.order('main'), ...app.order('archive')].filter(matches)
  })
  const answered = () => (found()?.query === query() ? found() : undefined)
  const mine = createMemo(() => [...new Set([...here(), ...(answered()?.mine ?? [])])].slice(0, shownPeople))
  const others = createMemo(() => (answered()?.global ?? []).filter(peer => !mine().includes(peer)).slice(0, shownPeople))
  const messages = () => answered()?.messages.messages ?? []

  const open = (peer: PeerId) => {
    rememberFound(peer)
    if (!wide()) findAll(undefined)
    navigate({ kind: 'conversation', peer })
  }
  const openMessage = (message: Message) => {
    navigate({ kind: 'conversation', peer: message.peer, at: message.id })
  }

  const loadMore = async () => {
    const was = answered()
    if (!was?.messages.next || more()) return
    setMore(true)
    try {
      const next = await app.api.searchMessages({ text: was.query, after: was.messages.next })
      if (found() === was) setFound({ ...was, messages: { ...next, total: was.messages.total, messages: [...was.messages.messages, ...next.messages] } })
    } catch (thrown) {
      setFailed(wordsOf(thrown))
    } finally {
      setMore(false)
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const box = event.currentTarget as HTMLElement
    const rows = [...box.querySelectorAll<HTMLElement>('[data-row]')]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'ArrowDown') rows[Math.min(at + 1, rows.length - 1)]?.focus()
    else if (event.key === 'ArrowUp' && at <= 0) document.querySelector<HTMLElement>('[data-search]')?.focus()
    else if (event.key === 'ArrowUp') rows[at - 1]?.focus()
    else if (event.key === 'Escape') {
      event.stopPropagation()
      findAll('')
    } else return
    event.preventDefault()
  }

  const Person = (row: { peer: PeerId; note?: string }) => {
    const person = () => app.state.peers[row.peer]
    return (
      <PersonRow
        peer={person()}
        name={titleOf(person())}
        note={row.note ?? (person()?.userName ? `@${person()!.userName}` : person() && presenceOf(person()!, app.isOnline(row.peer)))}
        saved={person()?.isSelf ?? false}
        online={app.isOnline(row.peer)}
        onPick={() => open(row.peer)}
      />
    )
  }

  return (
    <div class={css.results} data-results="" onKeyDown={onKeyDown}>
      <Switch>
        <Match when={query() === ''}>
          <Show when={recent().length > 0} fallback={<Empty icon="search" title={t.shell.find.begin} text={t.shell.find.beginText} />}>
            <div class={css.head}>
              <h2 class={css.title}>{t.shell.find.recent}</h2>
              <Button onClick={forgetRecent}>{t.shell.find.forgetRecent}</Button>
            </div>
            <For each={recent().filter(peer => app.state.peers[peer])}>{peer => <Person peer={peer} />}</For>
          </Show>
        </Match>
        <Match when={failed() && mine().length === 0}>
          <Failed text={failed()!} onRetry={() => setTries(n => n + 1)} />
        </Match>
        <Match when={answered() && mine().length === 0 && others().length === 0 && messages().length === 0}>
          <div role="status">
            <Empty icon="search" title={t.shell.find.nothing} text={numberIn(query()) ? t.shell.contacts.notFoundNumber : t.shell.find.nothingText(oneLine(query()))} />
          </div>
        </Match>
        <Match when={true}>
          <Show when={mine().length > 0}>
            <h2 class={css.title}>{t.shell.find.chats}</h2>
            <For each={mine()}>{peer => <Person peer={peer} />}</For>
          </Show>
          <Show when={others().length > 0}>
            <h2 class={css.title}>{t.shell.find.people}</h2>
            <For each={others()}>{peer => <Person peer={peer} />}</For>
          </Show>
          <Show when={messages().length > 0}>
            <h2 class={css.title}>{t.shell.find.found(answered()!.messages.total)}</h2>
            <For each={messages()}>
              {message => {
                const person = () => app.state.peers[message.peer]
                return (
                  <PersonRow
                    peer={person()}
                    name={titleOf(person())}
                    saved={person()?.isSelf ?? false}
                    note={<Hit message={message} query={answered()?.query ?? ''} />}
                    time={shortOf(message.date)}
                    onPick={() => openMessage(message)}
                  />
                )
              }}
            </For>
            <Show when={answered()?.messages.next}>
              <p class={css.more}>
                <Button busy={more()} onClick={() => void loadMore()}>
                  {t.shell.more}
                </Button>
              </p>
            </Show>
          </Show>
          <Show when={!answered() && !failed()}>
            <Loading />
          </Show>
          <Show when={failed()}>
            <p class={css.more} role="alert">
              {failed()}
              <Button onClick={() => setTries(n => n + 1)}>{t.start.retry}</Button>
            </p>
          </Show>
        </Match>
      </Switch>
    </div>
  )
}

function Hit(props: { message: Message; query: string }) {
  const content = () => props.message.content
  const snippet = createMemo(() => {
    const one = content()
    return snippetOf(one.kind === 'text' ? quietly(one, one.text.length) : previewOf(props.message), props.query)
  })
  return (
    <bdi>
      {props.message.out ? `${t.shell.you}: ` : ''}
      {snippet().before}
      <mark class={css.hit}>{snippet().hit}</mark>
      {snippet().after}
    </bdi>
  )
}
