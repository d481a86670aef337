import { paths, type IconName } from './icons'
import css from './Icon.module.css'

/** A picture of 24 by 24, drawn in the colour of the text round it. It says nothing to a screen reader: what it is on does. */
export function Icon(props: { name: IconName; small?: boolean }) {
  return (
    <svg class={css.icon} classList={{ [css.small!]: props.small ?? false }} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[props.name]} />
    </svg>
  )
}
