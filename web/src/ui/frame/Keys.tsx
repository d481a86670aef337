import { createResource, createSignal, For, onCleanup, Show } from 'solid-js'
import { Button } from '../base/Button'
import { Dialog } from '../base/Dialog'
import { loadText, t } from '../text'
import css from './Keys.module.css'

const [shown, setShown] = createSignal(false)

export const showKeys = (): void => void setShown(true)

/** All keys that the app knows. */
export function KeysHost() {
  onCleanup(() => setShown(false))
  const [inChat] = createResource(shown, () =>
    Promise.all([import('../conversation/shortcuts'), loadText('talk')]).then(
      ([{ shortcuts }]) => shortcuts,
      // Without a line before they were ever loaded the others are all that can be shown.
      () => undefined,
    ),
  )
  const key = () => t.shell.keys.key
  const groups = () => [
    {
      title: t.shell.keys.everywhere,
      keys: [
        [['/'], t.shell.keys.search],
        [[key().ctrl, 'K'], t.shell.keys.search],
        [[key().alt, '↓'], t.shell.keys.nextChat],
        [[key().alt, '↑'], t.shell.keys.previousChat],
        [[key().escape], t.shell.keys.close],
        [['?'], t.shell.keys.this],
      ] as const,
    },
    {
      title: t.shell.keys.inList,
      keys: [
        [['↑', '↓'], t.shell.keys.move],
        [[key().enter], t.shell.keys.openChat],
        [[key().shift, 'F10'], t.shell.keys.chatMenu],
        [[key().ctrl, key().shift, '↑ ↓'], t.shell.keys.movePinned],
      ] as const,
    },
    { title: t.shell.keys.inChat, keys: inChat()?.map(one => [one.keys.split('+'), one.does(t.talk)] as const) ?? [] },
  ]
  return (
    <Show when={shown()}>
      <Dialog title={t.shell.keys.title} wide scrolls onClose={() => setShown(false)} actions={<Button onClick={() => setShown(false)}>{t.start.close}</Button>}>
        <For each={groups()}>
          {group => (
            <section class={css.group}>
              <h3 class={css.title}>{group.title}</h3>
              <dl class={css.keys}>
                <For each={group.keys}>
                  {([keys, words]) => (
                    <div class={css.line}>
                      <dt>{words}</dt>
                      <dd>
                        <For each={keys}>{one => <kbd class={css.key}>{one}</kbd>}</For>
                      </dd>
                    </div>
                  )}
                </For>
              </dl>
            </section>
          )}
        </For>
      </Dialog>
    </Show>
  )
}
