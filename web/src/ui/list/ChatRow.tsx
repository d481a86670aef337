import { createMemo, createSignal, Match, onMount, Show, Switch } from 'solid-js'
import { newestOf, type Dialog, type FolderId } from '../../model/dialog'
import type { PeerId } from '../../model/peer'
import { Avatar } from '../base/Avatar'
import { Icon } from '../base/Icon'
import type { MenuPlace } from '../base/Menu'
import { touches } from '../base/touch'
import { coarse } from '../media'
import { titleOf } from '../names'
import { quietly } from '../oneLine'
import { navigate, pathOf } from '../route'
import { useApp } from '../state'
import { t } from '../text'
import { momentOf, now, shortOf } from '../text/dates'
import { chatActions, openChatMenu } from './actions'
import { standardNotify } from '../notices/standard'
import { isMuted, markOf, previewOf } from './preview'
import css from './ChatRow.module.css'

const markIcons = { sending: 'clock', failed: 'alert', sent: 'check', read: 'checks' } as const

/** The chat that somebody moves by keys: its row is drawn anew at its new place and takes the focus along. */
let moving: PeerId | undefined

/** A chat in the list. */
export function ChatRow(props: { peer: PeerId; current: boolean; folder: FolderId; first: boolean }) {
  const app = useApp()
  const peer = () => app.state.peers[props.peer]
  const dialog = () => app.state.dialogs[props.peer]
  return <Show when={dialog()}>{shown => <Row {...props} dialog={shown()} person={peer()} />}</Show>

  function Row(row: { dialog: Dialog; person: ReturnType<typeof peer>; current: boolean; first: boolean }) {
    const actions = chatActions(app, props.peer)
    const [shift, setShift] = createSignal(0)
    const muted = createMemo(() => isMuted(row.dialog.notify.muteUntil, standardNotify().muteUntil, now()))
    /** What was begun to be written, unless it is seen where it is written. */
    const draft = () => (row.current ? undefined : row.dialog.draft)
    const newest = () => (draft() ? undefined : newestOf(row.dialog))
    const mark = createMemo(() => markOf(newest(), row.dialog, row.person?.isSelf ?? false))
    const date = () => draft()?.date ?? newest()?.date
    const typing = () => app.state.typing[props.peer] ?? false
    const to = { kind: 'conversation', peer: props.peer } as const
    const touch = touches({
      sides: ['start', 'end'],
      pull: setShift,
      pulled: side => void (side === 'end' ? actions.toggleRead() : actions.toggleArchive()),
      pressed: at => openChatMenu(at, app, props.peer),
    })
    /** Whether the row is pulled towards the end of the line: to what lies at its start. */
    const pulledToEnd = () => shift() > 0 !== (document.documentElement.dir === 'rtl')

    let link!: HTMLAnchorElement
    onMount(() => moving === props.peer && link.focus())

    const move = (by: -1 | 1) => {
      moving = props.peer
      void actions.move(by).finally(() => (moving = undefined))
    }

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === ' ') navigate(to)
      else if ((event.ctrlKey || event.metaKey) && event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) move(event.key === 'ArrowUp' ? -1 : 1)
      else return
      event.preventDefault()
      event.stopPropagation()
    }

    return (
      <div class={css.swipe} data-pulled={shift() === 0 ? undefined : pulledToEnd() ? 'end' : 'start'}>
        <span class={css.under} aria-hidden="true">
          <Icon name={pulledToEnd() ? 'unread' : props.folder === 'archive' ? 'unarchive' : 'archive'} />
        </span>
        <a
          class={css.row}
          href={pathOf(to)}
          style={{ '--shift': `${shift()}px` }}
          aria-current={row.current ? 'page' : undefined}
          // A long press is ours: where there are fingers, a browser would begin to drag by it.
          draggable={row.dialog.pinned > 0 && !coarse()}
          onClick={event => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            navigate(to)
          }}
          onKeyDown={onKeyDown}
          onContextMenu={event => {
            event.preventDefault()
            if (!touch.active()) openChatMenu(menuPlace(event), app, props.peer)
          }}
          onDragStart={event => event.dataTransfer?.setData('application/x-heliograph-chat', props.peer)}
          onDragOver={event => row.dialog.pinned > 0 && event.dataTransfer?.types.includes('application/x-heliograph-chat') && event.preventDefault()}
          onDrop={event => {
            const dragged = event.dataTransfer?.getData('application/x-heliograph-chat') as PeerId | undefined
            if (!dragged || row.dialog.pinned === 0) return
            event.preventDefault()
            void actions.take(dragged)
          }}
          ref={element => {
            link = element
            touch.attach(element)
          }}
        >
          <Avatar peer={row.person} saved={row.person?.isSelf ?? false} online={app.isOnline(props.peer)} />
          <span class={css.words}>
            <span class={css.line}>
              <bdi class={css.name}>{titleOf(row.person)}</bdi>
              <Show when={app.isOnline(props.peer)}>
                <span class="sr-only">{t.shell.presence.online}</span>
              </Show>
              <Show when={muted()}>
                <span class={css.small} role="img" aria-label={t.shell.list.muted}>
                  <Icon name="mute" small />
                </span>
              </Show>
              <span class={css.gap} />
              <Show when={mark()}>
                {one => (
                  <span class={css.mark} data-mark={one()} role="img" aria-label={t.shell.list[one()]}>
                    <Icon name={markIcons[one()]} small />
                  </span>
                )}
              </Show>
              <Show when={date()}>
                {moment => (
                  <time class={css.time} title={momentOf(moment())}>
                    {shortOf(moment())}
                  </time>
                )}
              </Show>
            </span>
            <span class={css.line}>
              <span class={css.preview}>
                <Switch>
                  <Match when={typing()}>
                    <span class={css.typing}>{t.shell.list.typing}</span>
                  </Match>
                  <Match when={draft()}>
                    {text => (
                      <>
                        <span class={css.draft}>{t.shell.list.draft}</span> <bdi>{quietly(text())}</bdi>
                      </>
                    )}
                  </Match>
                  <Match when={newest()}>{message => <bdi>{previewOf(message())}</bdi>}</Match>
                </Switch>
              </span>
              <Show when={row.dialog.unread > 0 || row.dialog.unreadMark} fallback={<PinnedSign pinned={row.dialog.pinned > 0} />}>
                <span class={css.badge} classList={{ [css.quiet!]: muted() }}>
                  <span aria-hidden="true">{row.dialog.unread > 9_999 ? '9999+' : row.dialog.unread || ''}</span>
                  <span class="sr-only">{row.dialog.unread > 0 ? t.shell.list.unread(row.dialog.unread) : t.shell.list.markedUnread}</span>
                </span>
              </Show>
            </span>
          </span>
        </a>
      </div>
    )
  }
}

function PinnedSign(props: { pinned: boolean }) {
  return (
    <Show when={props.pinned}>
      <span class={css.small} role="img" aria-label={t.shell.list.pinned}>
        <Icon name="pin" small />
      </span>
    </Show>
  )
}

/** A menu asked for by key has no place of its own: it opens at the row. */
const menuPlace = (event: MouseEvent): MenuPlace => (event.clientX === 0 && event.clientY === 0 ? (event.currentTarget as Element) : { x: event.clientX, y: event.clientY })
