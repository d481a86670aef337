import { createSignal } from 'solid-js'
import { Button } from '../base/Button'
import { Icon } from '../base/Icon'
import { useApp } from '../state'
import { t } from '../text'
import css from './Login.module.css'

/** The server shows another key than the one this device knows: nothing goes on until a person says so. */
export function KeyChanged() {
  const { api } = useApp()
  const [busy, setBusy] = createSignal(false)
  return (
    <main class={css.changed}>
      <Icon name="alert" />
      <div role="alert">
        <h1 class={css.changedTitle}>{t.start.keyChangedTitle}</h1>
        <p class={css.changedText}>{t.start.keyChangedText}</p>
      </div>
      <p class={css.changedText}>{t.start.keyChangedStay}</p>
      <Button
        class={css.changedGo!}
        busy={busy()}
        onClick={async () => {
          setBusy(true)
          await api.forgetDevice().finally(() => setBusy(false))
        }}
      >
        {t.start.keyChangedGo}
      </Button>
    </main>
  )
}
