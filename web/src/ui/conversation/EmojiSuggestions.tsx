import { createEffect, For, on, onCleanup, Show } from 'solid-js'
import { toned } from '../../model/emoji'
import { language, t } from '../text'
import { habits } from './emojiHabits'
import css from './EmojiSuggestions.module.css'

export interface Suggestions {
  text: string
  at: number
  found: string[]
}

const MOST = 8

/** The name that is being written after a colon, if one is. */
export const askedEmoji = (before: string): string | undefined => /(?:^|[\s([{])(:[\p{L}\p{N}_+-]{2,24})$/u.exec(before)?.[1]?.slice(1)

/** The emoji that fit the name after a colon; the keyboard stays in the text. */
export function EmojiSuggestions(props: { now: Suggestions; onFound: (found: string[]) => void; onPick: (emoji: string) => void }) {
  createEffect(
    on(
      () => props.now.text,
      text => {
        let late = false
        onCleanup(() => (late = true))
        import('./emojiSearch')
          .then(async ({ findEmoji, hasTones }) => {
            const found = await findEmoji(text, language(), MOST)
            const { tone } = habits()
            if (!late) props.onFound(found.map(it => (hasTones.has(it) ? toned(it, tone) : it)))
          })
          // Offline before they were ever loaded: there is nothing to suggest.
          .catch(() => undefined)
      },
    ),
  )
  return (
    <Show when={props.now.found.length > 0}>
      <div class={css.list} role="listbox" aria-label={t.talk.write.suggestions}>
        <For each={props.now.found}>
          {(emoji, i) => (
            <button
              type="button"
              class={css.one}
              role="option"
              tabindex="-1"
              aria-selected={i() === props.now.at}
              onPointerDown={event => event.preventDefault()}
              onClick={() => props.onPick(emoji)}
            >
              {emoji}
            </button>
          )}
        </For>
      </div>
    </Show>
  )
}
