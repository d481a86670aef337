import css from './Mark.module.css'

/** The sign of the app: a mirror that throws the sun's light. */
export function Mark() {
  return (
    <svg class={css.mark} viewBox="0 0 64 64" aria-hidden="true">
      <rect class={css.field} width="64" height="64" rx="18" />
      <circle class={css.mirror} cx="29" cy="35" r="15" />
      <path class={css.gleam} d="M45 8c1 7 4 10 11 11c-7 1-10 4-11 11c-1-7-4-10-11-11c7-1 10-4 11-11z" />
    </svg>
  )
}
