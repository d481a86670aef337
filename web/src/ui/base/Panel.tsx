import { onMount, Show, type JSX } from 'solid-js'
import { t } from '../text'
import { IconButton } from './Button'
import css from './Panel.module.css'

/** A column with a bar on top: a way back, a title, what can be done; below it what scrolls. */
export function Panel(props: { title: string; onBack?: () => void; onClose?: () => void; actions?: JSX.Element; children: JSX.Element }) {
  let title!: HTMLHeadingElement
  // What led here by key may be gone: whoever goes on by key, or listens, goes on from here.
  onMount(() => document.activeElement === document.body && title.focus({ preventScroll: true }))
  return (
    <section class={css.panel} aria-label={props.title}>
      <header class={css.bar}>
        <Show when={props.onBack}>{go => <IconButton icon="back" label={t.start.back} onClick={() => go()()} />}</Show>
        <Show when={props.onClose}>{go => <IconButton icon="close" label={t.start.close} onClick={() => go()()} />}</Show>
        <h1 class={css.title} ref={title} tabindex="-1">
          {props.title}
        </h1>
        {props.actions}
      </header>
      <div class={css.body}>{props.children}</div>
    </section>
  )
}

/** A group of rows with a heading and, below, what there is to know about it. */
export function Group(props: { title?: string | undefined; note?: string | undefined; children: JSX.Element }) {
  return (
    <section class={css.group}>
      <Show when={props.title}>
        <h2 class={css.groupTitle}>{props.title}</h2>
      </Show>
      <div class={css.card}>{props.children}</div>
      <Show when={props.note}>
        <p class={css.note}>{props.note}</p>
      </Show>
    </section>
  )
}
