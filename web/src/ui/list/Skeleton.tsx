import { For } from 'solid-js'
import { t } from '../text'
import css from './Skeleton.module.css'

/** The shape of a list that is on its way. */
export function Skeleton() {
  return (
    <div role="status">
      <span class="sr-only">{t.start.loading}</span>
      <For each={Array.from({ length: 9 })}>
        {() => (
          <div class={css.row} aria-hidden="true">
            <span class={css.disc} />
            <span class={css.words}>
              <span class={css.line} />
              <span class={css.line} />
            </span>
          </div>
        )}
      </For>
    </div>
  )
}
