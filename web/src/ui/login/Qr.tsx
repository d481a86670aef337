import { onCleanup, onMount, Show } from 'solid-js'
import { Button } from '../base/Button'
import { Spinner } from '../base/Spinner'
import { copy } from '../clipboard'
import { useApp } from '../state'
import { t } from '../text'
import { QrCode } from './QrCode'
import css from './Login.module.css'

/** Shows this device's log-in link as a picture; it is renewed until a device that is in has let this one in. */
export default function Qr(props: { onBack: () => void }) {
  const { api, state } = useApp()
  onMount(() => void api.startLoginToken().catch(() => props.onBack()))
  onCleanup(() => void api.stopLoginToken().catch(() => {}))
  return (
    <div class={css.qr}>
      <h2 class={css.qrTitle}>{t.start.qrTitle}</h2>
      <div class={css.picture}>
        <Show when={state.loginToken} fallback={<Spinner />}>
          {token => <QrCode text={token().url} label={t.start.qrLabel} />}
        </Show>
      </div>
      <ol class={css.steps}>
        {t.start.qrSteps.map(step => (
          <li>{step}</li>
        ))}
      </ol>
      <div class={css.under}>
        <Button icon="copy" disabled={!state.loginToken} onClick={() => state.loginToken && void copy(state.loginToken.url, t.start.copied)}>
          {t.start.qrCopy}
        </Button>
        <Button onClick={() => props.onBack()}>{t.start.byNumber}</Button>
      </div>
    </div>
  )
}
