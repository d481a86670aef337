import { createEffect, createMemo, createResource, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import { toned, type Tone } from '../../model/emoji'
import { IconButton } from '../base/Button'
import { showMenu } from '../base/Menu'
import { coarse } from '../media'
import { language, t } from '../text'
import css from './EmojiPicker.module.css'
import { habits, keepHabits } from './emojiHabits'
import { all, findEmoji, groups, hasTones, namesOf } from './emojiSearch'

type GroupName = keyof typeof t.talk.emoji.groups

const signs: Record<GroupName, string> = { recent: '🕒', smileys: '😀', people: '👋', nature: '🐻', food: '🍏', places: '🚗', activities: '⚽', objects: '💡', symbols: '💛', flags: '🏁' }
const MOST_FOUND = 120
const HAND = '✋'

/** All emoji by groups, found by name, in the skin tone that was chosen last. */
export function EmojiPicker(props: { onPick: (emoji: string) => void; onClose: () => void }) {
  const [text, setText] = createSignal('')
  const [mine, setMine] = createSignal(habits())
  const [found, setFound] = createSignal<string[]>()
  const [current, setCurrent] = createSignal<GroupName>('smileys')
  const [names] = createResource(language, asked => namesOf(asked).catch(() => undefined))
  let input!: HTMLInputElement
  let grid!: HTMLDivElement
  // What was used last moves to the front at the next opening, not under the pointer.
  const recent = mine().recent

  createEffect(
    on(text, now => {
      let late = false
      onCleanup(() => (late = true))
      if (now.trim() === '') setFound(undefined)
      else findEmoji(now, language(), MOST_FOUND).then(them => late || setFound(them), () => undefined)
    }),
  )
  onMount(() => {
    if (!coarse()) input.focus()
  })

  const inTone = (emoji: string) => (hasTones.has(emoji) ? toned(emoji, mine().tone) : emoji)
  const nameAt = createMemo(() => new Map(all.map((emoji, i) => [emoji, names()?.[i] ?? ''])))
  const sections = createMemo((): { name: GroupName; list: string[] }[] => [
    ...(recent.length > 0 ? [{ name: 'recent' as const, list: recent }] : []),
    ...groups.map(it => ({ name: it.name as GroupName, list: all.slice(it.from, it.to) })),
  ])

  const pick = (emoji: string) => {
    props.onPick(emoji)
    setMine(keepHabits({ used: emoji }))
  }
  const buttons = () => [...grid.querySelectorAll<HTMLButtonElement>('[data-emoji]')]
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      return props.onClose()
    }
    const inGrid = event.target instanceof HTMLButtonElement && event.target.dataset['emoji'] !== undefined
    if (event.target === input) {
      if (event.key === 'ArrowDown' || event.key === 'Enter') {
        const [first] = buttons()
        if (!first) return
        event.preventDefault()
        if (event.key === 'Enter') pick(first.dataset['emoji']!)
        else first.focus()
      }
      return
    }
    if (!inGrid) return
    const them = buttons()
    const at = them.indexOf(event.target)
    const row = () => {
      const box = (event.target as HTMLElement).getBoundingClientRect()
      const step = event.key === 'ArrowDown' ? 1 : -1
      // The nearest in the next row: rows of different groups end at different places.
      for (let i = at + step; i >= 0 && i < them.length; i += step) {
        const other = them[i]!.getBoundingClientRect()
        if (Math.abs(other.top - box.top) > 4 && (Math.abs(other.left - box.left) < 4 || (step > 0 ? i === them.length - 1 : i === 0))) return them[i]
      }
      return undefined
    }
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    let to: HTMLElement | undefined
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') to = them[at + (event.key === forward ? 1 : -1)]
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') to = row() ?? (event.key === 'ArrowUp' ? input : undefined)
    else if (event.key.length === 1 && event.key !== ' ') return input.focus()
    if (!to) return
    event.preventDefault()
    to.focus()
  }

  const goTo = (name: GroupName) => {
    setText('')
    setCurrent(name)
    queueMicrotask(() => grid.querySelector(`[data-group="${name}"]`)?.scrollIntoView({ block: 'start' }))
  }
  const onScroll = () => {
    const top = grid.getBoundingClientRect().top
    const heads = [...grid.querySelectorAll<HTMLElement>('[data-group]')]
    const name = heads.findLast(it => it.getBoundingClientRect().top <= top + 24)?.dataset['group']
    if (name) setCurrent(name as GroupName)
  }
  const chooseTone = (button: Element) =>
    showMenu(
      button,
      t.talk.emoji.tone,
      t.talk.emoji.tones.map((label, i) => ({ label: `${toned(HAND, i as Tone)} ${label}`, checked: mine().tone === i, pick: () => setMine(keepHabits({ tone: i as Tone })) })),
    )
  const Grid = (own: { list: string[] }) => (
    <div class={css.emoji}>
      <For each={own.list}>
        {emoji => (
          <button type="button" class={css.one} data-emoji={inTone(emoji)} title={nameAt().get(emoji)} aria-label={nameAt().get(emoji) || emoji} tabindex="-1">
            {inTone(emoji)}
          </button>
        )}
      </For>
    </div>
  )
  return (
    <div class={css.picker} role="dialog" aria-label={t.talk.emoji.label} onKeyDown={onKeyDown}>
      <div class={css.head}>
        <input ref={input} class={css.input} type="search" placeholder={t.talk.emoji.search} aria-label={t.talk.emoji.search} value={text()} maxlength={60} onInput={event => setText(event.currentTarget.value)} />
        <button type="button" class={css.tone} aria-label={t.talk.emoji.tone} title={t.talk.emoji.tone} onClick={event => chooseTone(event.currentTarget)}>
          {toned(HAND, mine().tone)}
        </button>
        <IconButton icon="close" label={t.talk.cancel} onClick={() => props.onClose()} />
      </div>
      <div
        class={css.grid}
        ref={grid}
        tabindex="0"
        onScroll={onScroll}
        onFocus={event => event.target === grid && buttons()[0]?.focus()}
        onClick={event => {
          const emoji = (event.target as HTMLElement).closest<HTMLElement>('[data-emoji]')?.dataset['emoji']
          if (emoji) pick(emoji)
        }}
      >
        <Show
          when={found()}
          fallback={
            <For each={sections()}>
              {section => (
                <section class={css.group} data-group={section.name} aria-label={t.talk.emoji.groups[section.name]} style={{ '--count': section.list.length }}>
                  <h2 class={css.title}>{t.talk.emoji.groups[section.name]}</h2>
                  <Grid list={section.list} />
                </section>
              )}
            </For>
          }
        >
          {them => (
            <Show when={them().length > 0} fallback={<p class={css.nothing}>{t.talk.emoji.nothing}</p>}>
              <Grid list={them()} />
            </Show>
          )}
        </Show>
      </div>
      <nav class={css.tabs} aria-label={t.talk.emoji.label}>
        <For each={sections()}>
          {section => (
            <button type="button" class={css.tab} aria-label={t.talk.emoji.groups[section.name]} title={t.talk.emoji.groups[section.name]} aria-current={found() === undefined && current() === section.name} onClick={() => goTo(section.name)}>
              {signs[section.name]}
            </button>
          )}
        </For>
      </nav>
    </div>
  )
}
