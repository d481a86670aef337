import { Show, type JSX } from 'solid-js'
import { t } from '../text'
import { Button } from './Button'
import { Icon } from './Icon'
import type { IconName } from './icons'
import { Spinner } from './Spinner'
import css from './Empty.module.css'

/** What a screen says when there is nothing to show: why, and a first step. */
export function Empty(props: { icon: IconName; title: string; text?: string | undefined; children?: JSX.Element }) {
  return (
    <div class={css.empty}>
      <span class={css.icon}>
        <Icon name={props.icon} />
      </span>
      <p class={css.title}>{props.title}</p>
      <Show when={props.text}>
        <p class={css.text}>{props.text}</p>
      </Show>
      <div class={css.actions}>{props.children}</div>
    </div>
  )
}

/** What did not load, and another try. */
export function Failed(props: { text: string; onRetry: () => void }) {
  return (
    <div role="alert">
      <Empty icon="alert" title={t.shell.failedTitle} text={props.text}>
        <Button look="primary" icon="update" onClick={() => props.onRetry()}>
          {t.start.retry}
        </Button>
      </Empty>
    </div>
  )
}

/** Something is on its way. */
export function Loading() {
  return (
    <div class={css.loading} role="status">
      <Spinner />
      <span class="sr-only">{t.start.loading}</span>
    </div>
  )
}
