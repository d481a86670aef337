import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import type { PeerId } from '../../model/peer'
import { Icon } from '../base/Icon'
import { tell } from '../errors'
import { coarse } from '../media'
import { route } from '../route'
import { useApp } from '../state'
import { t } from '../text'
import { searchAsked, searchTaken } from './asked'
import { Calendar } from './Calendar'
import { Composer } from './Composer'
import css from './Conversation.module.css'
import { ForwardDialog } from './ForwardDialog'
import { Header } from './Header'
import { MessageList } from './MessageList'
import { PinnedBar } from './PinnedBar'
import { SearchBar } from './SearchBar'
import { NONE } from './selection'
import { SelectionBar } from './SelectionBar'
import { StrangerBar } from './StrangerBar'
import { createTalk, TalkProvider } from './talk'

const NUMBERS_TO = 999
/** How often it is asked whether somebody is here of whom the server does not tell by itself. */
const HERE_EVERY_MILLIS = 30_000

/** Everything about one conversation. Another peer is another one of these. */
export function Conversation(props: { peer: PeerId; at?: number | undefined }) {
  const app = useApp()
  const talk = createTalk(app, props.peer)
  const [end, setEnd] = createSignal(true)

  const learn = () => void app.api.profile({ peer: props.peer }).catch(() => undefined)
  /** The server tells by itself only of contacts when they come and go. */
  const isStranger = () => {
    const person = talk.person()
    return person !== undefined && !person.isContact && !person.isSelf && !person.isService && !person.deleted
  }

  onMount(() => {
    void talk.history.begin(props.at)
    if (!coarse()) talk.compose.focus()
    if (app.state.profiles[props.peer] === undefined || isStranger()) learn()
    const timer = setInterval(() => {
      if (isStranger() && document.visibilityState === 'visible' && app.state.link.kind === 'online') learn()
    }, HERE_EVERY_MILLIS)
    onCleanup(() => clearInterval(timer))
  })
  createEffect(
    on(
      route,
      (to, from) => {
        if (to.kind !== 'conversation' || to.peer !== props.peer) return
        // Going to a message again, from a link or a search, shows it again.
        if (to.at !== undefined) void tell(talk.history.jump(to.at))
        else if (from?.kind === 'profile' && !coarse()) talk.compose.focus()
      },
      { defer: true },
    ),
  )
  createEffect(() => {
    const asked = searchAsked()
    if (asked?.peer !== props.peer) return
    talk.search({ text: asked.text })
    searchTaken()
  })

  /** What Escape leaves first. */
  const leave = (): boolean => {
    if (talk.selection().keys.size > 0) talk.select(NONE)
    else if (talk.searching()) talk.search(undefined)
    else return talk.compose.cancel()
    talk.compose.focus()
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('dialog[open], [popover]:popover-open')) return
    const target = event.target as HTMLElement
    const writing = target.isContentEditable || target.closest('input, textarea, select') !== null
    if (event.key === 'Escape') {
      if (!leave()) return
      event.preventDefault()
      event.stopImmediatePropagation()
    } else if ((event.ctrlKey || event.metaKey) && event.code === 'KeyF' && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      talk.search({ text: talk.searching()?.text ?? '' })
    } else if (!writing && event.key.length === 1 && event.key !== ' ' && event.key !== '?' && event.key !== '/' && !event.ctrlKey && !event.metaKey && !event.altKey && target === document.body) {
      talk.compose.focus()
    }
  }
  onMount(() => {
    document.addEventListener('keydown', onKeyDown, { capture: true })
    onCleanup(() => document.removeEventListener('keydown', onKeyDown, { capture: true }))
  })

  const unread = createMemo(() => talk.dialog()?.unread ?? 0)
  const away = () => talk.history.phase().kind === 'ready' && (!end() || talk.history.window().newer)
  return (
    <TalkProvider value={talk}>
      <div class={css.conversation}>
        <Show when={talk.selection().keys.size > 0} fallback={<Header />}>
          <SelectionBar />
        </Show>
        <Show when={talk.searching()}>{asked => <SearchBar text={asked().text} />}</Show>
        <StrangerBar />
        <PinnedBar />
        <div class={css.middle}>
          <MessageList onEnd={setEnd} />
          <button
            type="button"
            class={css.toEnd}
            data-shown={away() || undefined}
            tabindex={away() ? 0 : -1}
            aria-hidden={!away()}
            aria-label={unread() > 0 ? t.talk.toEndUnread(unread()) : t.talk.toEnd}
            title={t.talk.toEnd}
            onClick={() => void tell(talk.history.toEnd())}
          >
            <Icon name="down" />
            <Show when={unread() > 0}>
              <span class={css.count}>{unread() > NUMBERS_TO ? `${NUMBERS_TO}+` : unread()}</span>
            </Show>
          </button>
        </div>
        <Composer />
      </div>
      <Show when={talk.forwarding()}>{messages => <ForwardDialog messages={messages()} />}</Show>
      <Show when={talk.calendar()}>
        <Calendar onClose={() => talk.showCalendar(false)} onPick={date => void tell(talk.history.jumpToDate(date))} />
      </Show>
    </TalkProvider>
  )
}
