import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import { emojiOnly } from '../../model/emoji'
import type { Message } from '../../model/message'
import { IconButton } from '../base/Button'
import { Icon } from '../base/Icon'
import { touches } from '../base/touch'
import { previewOf } from '../list/preview'
import { nameOf } from '../names'
import { oneLine, quietly } from '../oneLine'
import { navigate } from '../route'
import { t } from '../text'
import { momentOf, timeOf } from '../text/dates'
import { openMessageMenu } from './messageMenu'
import css from './MessageRow.module.css'
import { RichTextView } from './RichTextView'
import type { Row } from './rows'
import { toggled } from './selection'
import { useTalk } from './talk'
import { labelOf, originOf, serviceLine, stateOf } from './words'

const MOST_BIG = 3

/** What every row of the list is found by. */
export const ROW = css.item!

/** One message in the list, whatever it holds. */
export function MessageRow(props: { row: Extract<Row, { kind: 'message' }>; reachable: boolean; onFocus: () => void }) {
  const talk = useTalk()
  const message = () => props.row.message
  const selecting = () => talk.selection().keys.size > 0
  const selected = () => talk.selection().keys.has(props.row.key)
  const read = createMemo(() => talk.isRead(message()))
  const label = () => labelOf(talk.app, message(), read())
  const [drag, setDrag] = createSignal(0)
  const [held, setHeld] = createSignal(false)
  const big = createMemo(() => {
    const content = message().content
    return content.kind === 'text' && content.entities.length === 0 && !message().forward && !message().reply ? emojiOnly(content.text.slice(0, 200), MOST_BIG) : 0
  })

  const onDoubleClick = (event: MouseEvent) => {
    if (selecting() || (event.target as Element).closest('[data-text], button, a')) return
    event.preventDefault()
    talk.compose.reply(message())
  }
  const touch = touches({
    sides: ['start'],
    pull: setDrag,
    hold: setHeld,
    pulled: () => !selecting() && talk.compose.reply(message()),
    pressed: at => (selecting() ? talk.select(now => toggled(now, props.row.key)) : openMessageMenu(talk, message(), at)),
  })

  const service = () => message().content.kind === 'service'
  return (
    <Show when={!service()} fallback={<ServiceRow message={message()} reachable={props.reachable} />}>
      <div
        class={`${css.row} ${ROW}`}
        classList={{ [css.out!]: message().out, [css.first!]: props.row.first, [css.last!]: props.row.last, [css.selected!]: selected() || held(), [css.dragged!]: drag() !== 0 }}
        style={drag() !== 0 ? { '--drag': `${drag()}px` } : {}}
        data-key={props.row.key}
        data-id={message().id}
        role="article"
        aria-label={selected() ? `${label()}, ${t.talk.marked}` : label()}
        tabindex={props.reachable ? 0 : -1}
        onFocusIn={props.onFocus}
        onDblClick={onDoubleClick}
        onContextMenu={event => {
          if (event.target instanceof Element && event.target.closest('a') && event.shiftKey) return
          event.preventDefault()
          if (!touch.active()) openMessageMenu(talk, message(), { x: event.clientX, y: event.clientY }, event.target as Element)
        }}
        ref={touch.attach}
      >
        <span class={css.check} aria-hidden="true">
          <Show when={selected()}>
            <Icon name="check" small />
          </Show>
        </span>
        <span class={css.swipe} aria-hidden="true">
          <Icon name="reply" small />
        </span>
        <Show when={message().delivery.state === 'failed'}>
          <IconButton class={css.retry!} look="danger" small icon="alert" label={t.talk.retry} onClick={event => openMessageMenu(talk, message(), event.currentTarget)} />
        </Show>
        <div data-bubble class={css.bubble} classList={{ [css.bare!]: big() > 0 }} data-big={big() || undefined}>
          <Show when={message().forward}>
            <ForwardHead message={message()} />
          </Show>
          <Show when={message().reply}>
            <ReplyHead message={message()} />
          </Show>
          <div class={css.body}>
            <Body message={message()} read={read()} />
          </div>
        </div>
      </div>
    </Show>
  )
}

/** What a message holds. Each kind of content draws itself and is given the mark that stands at the end of its last line. */
function Body(props: { message: Message; read: boolean }) {
  const talk = useTalk()
  const mark = <Mark message={props.message} read={props.read} />
  return (
    <Switch
      fallback={
        <>
          <em class={css.unsupported}>{t.talk.unsupported}</em>
          {mark}
        </>
      }
    >
      <Match when={props.message.content.kind === 'text' && props.message.content}>
        {text => (
          <div data-text class={css.text}>
            <RichTextView rich={text()} onHashtag={tag => talk.search({ text: tag })}>
              {mark}
            </RichTextView>
          </div>
        )}
      </Match>
    </Switch>
  )
}

function Mark(props: { message: Message; read: boolean }) {
  const talk = useTalk()
  // Notes to oneself have nobody to be read by.
  const hasState = () => props.message.out && !(talk.isSaved() && props.message.delivery.state === 'sent')
  const icon = () => (props.message.delivery.state === 'sending' ? 'clock' : props.message.delivery.state === 'failed' ? 'alert' : props.read ? 'checks' : 'check')
  return (
    <span class={css.mark} title={markTip(props.message)}>
      <Show when={props.message.pinned}>
        <Icon name="pin" small />
      </Show>
      <Show when={props.message.editDate !== undefined}>
        <span>{t.talk.edited}</span>
      </Show>
      <time datetime={new Date(props.message.date * 1000).toISOString()}>{timeOf(props.message.date)}</time>
      <Show when={hasState()}>
        <span class={css.state} data-state={props.message.delivery.state} data-read={props.read || undefined} title={stateOf(props.message, props.read)}>
          <Icon name={icon()} small />
        </span>
      </Show>
    </span>
  )
}

function markTip(message: Message): string {
  const parts = [momentOf(message.date)]
  if (message.editDate !== undefined) parts.push(t.talk.editedAt(momentOf(message.editDate)))
  if (message.forward) parts.push(t.talk.writtenAt(momentOf(message.forward.date)))
  return parts.join('\n')
}

function ForwardHead(props: { message: Message }) {
  const talk = useTalk()
  const forward = () => props.message.forward!
  const origin = () => forward().origin
  const open = () => {
    const to = origin()
    if (to) navigate({ kind: 'conversation', peer: to.peer, at: to.id })
    else if (forward().from) navigate({ kind: 'profile', peer: forward().from! })
  }
  return (
    <button type="button" class={css.forward} disabled={!origin() && !forward().from} onClick={open} title={origin() ? t.talk.openOrigin : undefined}>
      <Icon name="forward" small />
      <span class={css.forwardText}>
        <Show when={!talk.isSaved()}>{t.talk.forwardedFrom} </Show>
        <bdi>{originOf(talk.app, forward())}</bdi>
      </span>
    </button>
  )
}

function ReplyHead(props: { message: Message }) {
  const talk = useTalk()
  const reply = () => props.message.reply!
  const elsewhere = () => reply().id === 0 || (reply().peer !== undefined && reply().peer !== talk.peer)
  const origin = createMemo(() => (elsewhere() ? () => ({ kind: 'gone' }) as const : talk.origin(reply().id)))
  const line = () => {
    const found = origin()()
    return found.kind === 'here' ? previewOf(found.message) : found.kind === 'asked' ? '…' : t.talk.replyGone
  }
  const name = () => {
    const found = origin()()
    const { author } = reply()
    if (author) return 'name' in author ? oneLine(author.name) : nameOf(talk.app.state.peers[author.peer])
    return found.kind !== 'here' ? t.talk.replyTo : found.message.out ? t.talk.you : nameOf(talk.app.state.peers[found.message.from])
  }
  const open = () => {
    if (reply().id === 0) return
    if (elsewhere()) navigate({ kind: 'conversation', peer: reply().peer!, at: reply().id })
    else void talk.history.jump(reply().id).catch(() => undefined)
  }
  return (
    <button type="button" class={css.reply} onClick={open}>
      <bdi class={css.replyName}>{name()}</bdi>
      <bdi class={css.replyText} classList={{ [css.quoted!]: reply().quote !== undefined }}>
        {reply().quote ? quietly(reply().quote!) : line()}
      </bdi>
    </button>
  )
}

function ServiceRow(props: { message: Message; reachable: boolean }) {
  const talk = useTalk()
  const action = () => (props.message.content.kind === 'service' ? props.message.content.action : undefined)
  const line = () => serviceLine(props.message, talk.app.state.peers[props.message.from])
  return (
    <div
      class={`${css.service} ${ROW}`}
      data-key={props.message.key}
      data-id={props.message.id}
      tabindex={props.reachable ? 0 : -1}
      onContextMenu={event => {
        event.preventDefault()
        openMessageMenu(talk, props.message, { x: event.clientX, y: event.clientY })
      }}
    >
      <Show when={action()?.kind === 'pinned'} fallback={<bdi>{line()}</bdi>}>
        <button
          type="button"
          class={css.serviceLink}
          onClick={() => {
            const pinned = action()
            if (pinned?.kind === 'pinned') void talk.history.jump(pinned.id).catch(() => undefined)
          }}
        >
          <bdi>{line()}</bdi>
        </button>
      </Show>
    </div>
  )
}
