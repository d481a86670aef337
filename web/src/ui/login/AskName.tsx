import { createSignal } from 'solid-js'
import { Button } from '../base/Button'
import { Field } from '../base/Field'
import { t } from '../text'
import type { SigningIn } from './signingIn'
import { focusSoon } from './focusSoon'
import css from './Login.module.css'

export function AskName(props: { signing: SigningIn }) {
  const [first, setFirst] = createSignal('')
  const [last, setLast] = createSignal('')
  return (
    <form
      class={css.form}
      onSubmit={event => {
        event.preventDefault()
        void props.signing.begin(first().trim(), last().trim())
      }}
    >
      <p class={css.lead}>
        <b class={css.number}>{t.start.nameTitle}</b>
        {t.start.nameText}
      </p>
      <Field
        label={t.start.firstName}
        value={first()}
        onText={setFirst}
        error={props.signing.trouble()}
        autocomplete="given-name"
        dir="auto"
        maxlength="64"
        required
        ref={focusSoon}
      />
      <Field label={t.start.lastName} value={last()} onText={setLast} autocomplete="family-name" dir="auto" maxlength="64" />
      <Button type="submit" look="primary" wide busy={props.signing.busy()} disabled={first().trim() === '' || props.signing.waitLeft() > 0}>
        {t.start.begin}
      </Button>
    </form>
  )
}
