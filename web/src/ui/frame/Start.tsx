import { Spinner } from '../base/Spinner'
import { t } from '../text'
import css from './Start.module.css'

/** What is seen until it is known whether somebody is in. It comes with a delay: mostly nobody sees it. */
export function Start() {
  return (
    <div class={css.start} role="status">
      <Spinner />
      <span class="sr-only">{t.start.loading}</span>
    </div>
  )
}
