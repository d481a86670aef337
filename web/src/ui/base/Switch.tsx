import { createSignal } from 'solid-js'
import css from './Switch.module.css'

/** One thing that is on or off. It moves at once, and back if what it was to do did not come about. */
export function Switch(props: { label: string; hint?: string; on: boolean; disabled?: boolean; onChange: (on: boolean) => unknown }) {
  const [changes, setChanges] = createSignal(0)
  const change = async (box: HTMLInputElement) => {
    setChanges(count => count + 1)
    await props.onChange(box.checked)
    if (setChanges(count => count - 1) === 0) box.checked = props.on
  }
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
        aria-busy={changes() > 0}
        onChange={event => void change(event.currentTarget)}
      />
    </label>
  )
}
