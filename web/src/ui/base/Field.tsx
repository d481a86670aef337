import { createUniqueId, Show, splitProps, type JSX } from 'solid-js'
import css from './Field.module.css'

interface FieldProps extends Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'onInput' | 'value'> {
  label: string
  value: string
  onText: (text: string) => void
  /** What is wrong with it: said aloud, and the field is marked. */
  error?: string | undefined
  hint?: string | undefined
  /** Stands before what is typed, such as `@`. */
  lead?: string
}

/** A line of text with its label above, and what is wrong with it below. */
export function Field(props: FieldProps) {
  const [own, rest] = splitProps(props, ['label', 'value', 'onText', 'error', 'hint', 'lead', 'id', 'class'])
  const made = createUniqueId()
  const id = () => own.id ?? made
  const note = () => own.error ?? own.hint
  return (
    <div class={css.field} classList={{ [css.wrong!]: own.error !== undefined }}>
      <label class={css.label} for={id()}>
        {own.label}
      </label>
      <div class={css.box}>
        <Show when={own.lead}>
          <span class={css.lead} aria-hidden="true">
            {own.lead}
          </span>
        </Show>
        <input
          {...rest}
          id={id()}
          class={`${css.input} ${own.class ?? ''}`}
          value={own.value}
          onInput={event => own.onText(event.currentTarget.value)}
          aria-invalid={own.error !== undefined}
          aria-describedby={note() === undefined ? undefined : `${id()}-note`}
        />
      </div>
      <p id={`${id()}-note`} class={css.note} role={own.error === undefined ? undefined : 'alert'} hidden={note() === undefined}>
        {note()}
      </p>
    </div>
  )
}
