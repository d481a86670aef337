import css from './Strip.module.css'

/** A message named on two lines, in a bar beside the conversation; a press goes to it. */
export function Strip(props: { title: string; text: string; onPress: () => void }) {
  return (
    <button type="button" class={css.strip} onClick={() => props.onPress()}>
      <span class={css.title}>{props.title}</span>
      <bdi class={css.text}>{props.text}</bdi>
    </button>
  )
}
