import { For } from 'solid-js'
import { t } from '../text'
import css from './Skeleton.module.css'

const shapes = ['in', 'in', 'out', 'in', 'out', 'out', 'in', 'out'] as const

/** Where messages will be. It comes with a delay: a conversation from the cache is there before it. */
export function Skeleton() {
  return (
    <div class={css.skeleton} role="status">
      <span class="sr-only">{t.talk.loading}</span>
      <For each={shapes}>{side => <span class={`${css.bubble} ${css[side]}`} />}</For>
    </div>
  )
}
