import { Show } from 'solid-js'
import { coarse } from '../media'
import { t } from '../text'
import css from './Nothing.module.css'

/** Where a conversation will be. */
export function Nothing() {
  return (
    <div class={css.nothing}>
      <p class={css.words}>
        <b>{t.shell.list.chooseTitle}</b>
        <Show when={!coarse()}>
          <span>{t.shell.list.chooseText}</span>
        </Show>
      </p>
    </div>
  )
}
