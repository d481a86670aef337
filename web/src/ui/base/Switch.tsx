import css from './Switch.module.css'

/** One thing that is on or off. */
export function Switch(props: { label: string; hint?: string; on: boolean; disabled?: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class={css.row}>
      <span class={css.words}>
        {props.label}
        {props.hint && <small class={css.hint}>{props.hint}</small>}
      </span>
      <input
        class={css.switch}
        type="checkbox"
        role="switch"
        checked={props.on}
        disabled={props.disabled}
        onChange={event => props.onChange(event.currentTarget.checked)}
      />
    </label>
  )
}
