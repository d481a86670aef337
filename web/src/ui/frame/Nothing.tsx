import { t } from '../text'
import css from './Nothing.module.css'

/** Where a conversation will be. */
export function Nothing() {
  return (
    <div class={css.nothing}>
      <p class={css.words}>
        <b>{t.shell.list.chooseTitle}</b>
        <span>{t.shell.list.chooseText}</span>
      </p>
    </div>
  )
}
