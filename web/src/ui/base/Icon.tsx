import { paths, type IconName } from './icons'
import css from './Icon.module.css'

/** What points along the line, and so the other way where lines begin at the right. */
const along: ReadonlySet<IconName> = new Set(['back', 'chevron', 'forward', 'logout', 'quote', 'reply', 'send'])

/** A picture of 24 by 24, drawn in the colour of the text round it. It says nothing to a screen reader: what it is on does. */
export function Icon(props: { name: IconName; small?: boolean }) {
  return (
    <svg class={css.icon} classList={{ [css.small!]: props.small ?? false, [css.along!]: along.has(props.name) }} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[props.name]} />
    </svg>
  )
}
