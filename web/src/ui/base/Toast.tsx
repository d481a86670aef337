import { createSignal, For } from 'solid-js'
import { t } from '../text'
import { Button, IconButton } from './Button'
import css from './Toast.module.css'

interface Line {
  id: number
  text: string
  action?: { label: string; run: () => void }
  stays: boolean
}

const shownMillis = 5_000
const [lines, setLines] = createSignal<Line[]>([])
let last = 0

/** Says something in passing, below, for some seconds; with an action such as undoing. What `stays` goes when its action is taken or it is closed. */
export function toast(text: string, action?: Line['action'], stays = false): void {
  const id = ++last
  setLines(all => [...all.filter(one => one.text !== text).slice(-2), { id, text, stays, ...(action && { action }) }])
  if (!stays) setTimeout(() => drop(id), action ? shownMillis * 2 : shownMillis)
}

const drop = (id: number) => setLines(all => all.filter(one => one.id !== id))

/** Where toasts appear: once in the page. */
export function ToastHost() {
  return (
    <div class={css.host} role="status" aria-live="polite">
      <For each={lines()}>
        {line => (
          <div class={css.toast}>
            <span class={css.text}>{line.text}</span>
            {line.action && (
              <Button
                class={css.action!}
                onClick={() => {
                  drop(line.id)
                  line.action?.run()
                }}
              >
                {line.action.label}
              </Button>
            )}
            {line.stays && <IconButton small class={css.close!} icon="close" label={t.start.close} onClick={() => drop(line.id)} />}
          </div>
        )}
      </For>
    </div>
  )
}
