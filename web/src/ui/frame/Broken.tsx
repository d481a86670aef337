import { Button } from '../base/Button'
import { t } from '../text'
import css from './Broken.module.css'

/** What is left when a screen fails in a way nobody thought of. */
export function Broken(props: { error: unknown }) {
  console.error(props.error)
  return (
    <main class={css.broken}>
      <h1 class={css.title}>{t.start.brokenTitle}</h1>
      <p role="alert">{t.start.brokenText}</p>
      <Button look="primary" icon="update" onClick={() => location.reload()}>
        {t.start.reload}
      </Button>
    </main>
  )
}
