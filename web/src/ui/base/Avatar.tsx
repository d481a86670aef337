import { Show } from 'solid-js'
import type { Peer } from '../../model/peer'
import { initialsOf, shadeOf } from '../names'
import { Icon } from './Icon'
import css from './Avatar.module.css'

/** The round picture of a person: their initials on a colour of their own. Decoration only: the name stands beside it. */
export function Avatar(props: { peer: Peer | undefined; size?: 'tiny' | 'small' | 'row' | 'large'; online?: boolean; saved?: boolean }) {
  const initials = () => (props.peer && !props.peer.deleted && !props.saved ? initialsOf(props.peer) : '')
  return (
    <span class={`${css.avatar} ${css[props.size ?? 'row']}`} data-shade={props.peer ? shadeOf(props.peer.id) : undefined} aria-hidden="true">
      <Show when={initials()} fallback={<Icon name={props.saved ? 'bookmark' : 'person'} />}>
        {letters => letters()}
      </Show>
      <Show when={props.online}>
        <span class={css.online} />
      </Show>
    </span>
  )
}
