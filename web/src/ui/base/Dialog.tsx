import { createSignal, createUniqueId, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { Portal } from 'solid-js/web'
import { t } from '../text'
import { Button } from './Button'
import css from './Dialog.module.css'

/**
 * A question or a form over everything else. The browser's own modal dialog keeps the focus inside, gives it back afterwards and
 * closes on Escape.
 */
export function Dialog(props: { title: string; onClose: () => void; wide?: boolean; scrolls?: boolean; actions?: JSX.Element; children: JSX.Element }) {
  const id = createUniqueId()
  let dialog!: HTMLDialogElement
  onMount(() => dialog.showModal())
  onCleanup(() => dialog.close())
  return (
    <Portal>
      <dialog
        ref={dialog}
        class={css.dialog}
        classList={{ [css.wide!]: props.wide ?? false }}
        aria-labelledby={id}
        onCancel={event => {
          event.preventDefault()
          props.onClose()
        }}
        onClick={event => event.target === dialog && props.onClose()}
      >
        <div class={css.inner}>
          <h2 id={id} class={css.title}>
            {props.title}
          </h2>
          <div class={css.body} tabindex={props.scrolls ? 0 : undefined}>{props.children}</div>
          <Show when={props.actions}>
            <div class={css.actions}>{props.actions}</div>
          </Show>
        </div>
      </dialog>
    </Portal>
  )
}

interface Question {
  title: string
  text?: string
  /** The word on the button that does it. */
  yes: string
  danger?: boolean
  /** A thing that can be ticked along with it, such as "also for the other person". */
  also?: string
}

export type Answer = { also: boolean } | undefined

const [question, setQuestion] = createSignal<{ ask: Question; answer: (answer: Answer) => void }>()

/** Asks before something is done; undefined: no. */
export function ask(ask: Question): Promise<Answer> {
  question()?.answer(undefined)
  return new Promise(resolve => {
    setQuestion({
      ask,
      answer: given => {
        setQuestion(undefined)
        resolve(given)
      },
    })
  })
}

/** Where the questions of {@link ask} appear: once in the page. */
export function QuestionHost() {
  onCleanup(() => question()?.answer(undefined))
  return (
    <Show when={question()} keyed>
      {({ ask, answer }) => {
        const [also, setAlso] = createSignal(false)
        return (
          <Dialog
            title={ask.title}
            onClose={() => answer(undefined)}
            actions={
              <>
                <Button onClick={() => answer(undefined)}>{t.start.cancel}</Button>
                <Button look={ask.danger ? 'danger' : 'primary'} onClick={() => answer({ also: also() })} autofocus>
                  {ask.yes}
                </Button>
              </>
            }
          >
            <Show when={ask.text}>
              <p>{ask.text}</p>
            </Show>
            <Show when={ask.also}>
              <label class={css.also}>
                <input type="checkbox" checked={also()} onChange={event => setAlso(event.currentTarget.checked)} />
                <span>{ask.also}</span>
              </label>
            </Show>
          </Dialog>
        )
      }}
    </Show>
  )
}
