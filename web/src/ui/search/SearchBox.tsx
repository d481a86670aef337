import { Show } from 'solid-js'
import { IconButton } from '../base/Button'
import { Icon } from '../base/Icon'
import { t } from '../text'
import { findAll, finding } from './finding'
import css from './SearchBox.module.css'

/** One box for people, chats and messages. */
export function SearchBox() {
  let input!: HTMLInputElement
  return (
    <div class={css.box} role="search">
      <Icon name="search" small />
      <input
        ref={input}
        data-search=""
        class={css.input}
        type="text"
        inputmode="search"
        enterkeyhint="search"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        maxlength="128"
        aria-label={t.shell.find.label}
        placeholder={t.shell.search}
        value={finding()?.text ?? ''}
        // Not by the focus alone: whoever goes on by Tab is on their way to the chats.
        onClick={() => finding() ?? findAll(input.value)}
        onInput={event => findAll(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            findAll(undefined)
            input.blur()
          } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
            if (!finding()) return findAll('')
            const first = document.querySelector<HTMLElement>('[data-results] [data-row]')
            if (!first) return
            event.preventDefault()
            if (event.key === 'Enter') first.click()
            else first.focus()
          }
        }}
      />
      <Show when={finding()?.text}>
        <IconButton
          small
          icon="close"
          label={t.shell.find.clear}
          onClick={() => {
            findAll('')
            input.focus()
          }}
        />
      </Show>
    </div>
  )
}
