import { createEffect } from 'solid-js'
import { Button } from '../base/Button'
import { meant } from '../base/meant'
import { t } from '../text'
import type { SigningIn } from './signingIn'
import css from './Login.module.css'

/** What an invitation's link leads to: whose number it is, and where it lets one in, before anything is done. */
export function AskInvited(props: { signing: SigningIn }) {
  const signing = props.signing
  const ready = meant()
  let go!: HTMLButtonElement
  createEffect(() => ready() && go.focus())
  return (
    <form
      class={css.form}
      onSubmit={event => {
        event.preventDefault()
        void signing.accept()
      }}
    >
      <p class={css.lead}>
        {t.start.invitedTo(location.host)}
        <bdi class={css.number} dir="ltr">
          {signing.number()}
        </bdi>
      </p>
      <p class={css.lead}>{t.start.invitedCare}</p>
      <p class={css.trouble} role="alert">
        {signing.trouble()}
      </p>
      <Button type="submit" look="primary" wide busy={signing.busy()} disabled={!ready() || signing.waitLeft() > 0} ref={go}>
        {t.start.continueAs(signing.number())}
      </Button>
      <div class={css.under}>
        <Button onClick={() => signing.restart()}>{t.start.otherNumber}</Button>
      </div>
    </form>
  )
}
