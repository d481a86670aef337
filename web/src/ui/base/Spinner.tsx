import css from './Spinner.module.css'

/** Turns while something is on its way. What is on its way is said in words beside it. */
export function Spinner(props: { small?: boolean }) {
  return <span class={css.spinner} classList={{ [css.small!]: props.small ?? false }} aria-hidden="true" />
}
