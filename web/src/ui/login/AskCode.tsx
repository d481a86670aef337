import { Button } from '../base/Button'
import { Field } from '../base/Field'
import { toast } from '../base/Toast'
import { t } from '../text'
import type { SigningIn } from './signingIn'
import { focusSoon } from './focusSoon'
import css from './Login.module.css'

export function AskCode(props: { signing: SigningIn }) {
  const signing = props.signing
  const length = () => signing.sent()?.length ?? 5
  const type = (text: string) => {
    signing.setCode(text.replace(/\D/g, '').slice(0, length()))
    if (signing.code().length === length()) void signing.enter()
  }
  return (
    <form
      class={css.form}
      onSubmit={event => {
        event.preventDefault()
        void signing.enter()
      }}
    >
      <p class={css.lead}>
        <bdi class={css.number}>{signing.number()}</bdi>
        {t.start.codeText}
      </p>
      <Field
        class={css.code!}
        label={t.start.code}
        hint={t.start.codeDigits(length())}
        value={signing.code()}
        onText={type}
        error={signing.trouble()}
        readonly={signing.busy()}
        inputmode="numeric"
        autocomplete="one-time-code"
        dir="ltr"
        maxlength={length() + 4}
        required
        ref={focusSoon}
      />
      <Button type="submit" look="primary" wide busy={signing.busy()} disabled={signing.waitLeft() > 0 || signing.code().length < length()}>
        {t.start.logIn}
      </Button>
      <div class={css.under}>
        <Button onClick={() => signing.restart()}>{t.start.otherNumber}</Button>
        <Button disabled={signing.waitLeft() > 0 || signing.busy()} onClick={async () => (await signing.again()) && toast(t.start.codeSentAgain)}>
          {t.start.codeAgain}
        </Button>
      </div>
    </form>
  )
}
