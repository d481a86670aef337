import { Show, type JSX } from 'solid-js'
import type { Peer } from '../../model/peer'
import { Avatar } from './Avatar'
import { Icon } from './Icon'
import type { IconName } from './icons'
import css from './Row.module.css'

interface RowProps {
  icon?: IconName
  title: string
  /** Below the title, in small. */
  note?: string | undefined
  /** At the end: what it stands at now. */
  value?: string | undefined
  danger?: boolean
  /** Leads to another screen. */
  leads?: boolean
  checked?: boolean
  onPick: () => void
}

/** One thing that can be pressed in a group. */
export function Row(props: RowProps) {
  return (
    <button type="button" class={css.row} classList={{ [css.danger!]: props.danger ?? false }} aria-pressed={props.checked} onClick={() => props.onPick()}>
      <Show when={props.icon}>{name => <Icon name={name()} />}</Show>
      <span class={css.words}>
        <span>
          <bdi>{props.title}</bdi>
        </span>
        <Show when={props.note}>
          <small class={css.note}>{props.note}</small>
        </Show>
      </span>
      <Show when={props.value}>
        <bdi class={css.value}>{props.value}</bdi>
      </Show>
      <Show when={props.checked}>
        <Icon name="check" />
      </Show>
      <Show when={props.leads}>
        <span class={css.lead}>
          <Icon name="chevron" small />
        </span>
      </Show>
    </button>
  )
}

/** A person to press, with a time beside the name, something said below it and something to do at the end. */
export function PersonRow(props: { peer: Peer | undefined; name: string; note?: JSX.Element; time?: string; end?: JSX.Element; online?: boolean; saved?: boolean; onPick: () => void }) {
  return (
    <div class={css.person}>
      <button type="button" class={css.row} data-row="" onClick={() => props.onPick()}>
        <Avatar peer={props.peer} size="small" online={props.online ?? false} saved={props.saved ?? false} />
        <span class={css.words}>
          <span class={css.head}>
            <bdi class={css.name}>{props.name}</bdi>
            <Show when={props.time}>
              <time class={css.time}>{props.time}</time>
            </Show>
          </span>
          <Show when={props.note}>
            <small class={css.note}>{props.note}</small>
          </Show>
        </span>
      </button>
      {props.end}
    </div>
  )
}
