import { Button } from '../base/Button'
import { Field } from '../base/Field'
import { t } from '../text'
import type { SigningIn } from './signingIn'
import { focusSoon } from './focusSoon'
import css from './Login.module.css'

export function AskNumber(props: { signing: SigningIn }) {
  const signing = props.signing
  return (
    <form
      class={css.form}
      onSubmit={event => {
        event.preventDefault()
        void signing.ask()
      }}
    >
      <Field
        label={t.start.number}
        hint={t.start.numberHint}
        placeholder={t.start.numberPlaceholder}
        value={signing.number()}
        onText={signing.setNumber}
        onBlur={() => signing.checkNumber()}
        error={signing.trouble()}
        readonly={signing.busy()}
        type="tel"
        inputmode="tel"
        autocomplete="tel"
        dir="ltr"
        maxlength="32"
        required
        autofocus
        ref={focusSoon}
      />
      <Button type="submit" look="primary" wide busy={signing.busy()} disabled={signing.waitLeft() > 0 || signing.number().trim() === ''}>
        {t.start.next}
      </Button>
    </form>
  )
}
