import { Show } from 'solid-js'
import { Avatar } from '../base/Avatar'
import { IconButton } from '../base/Button'
import { showMenu } from '../base/Menu'
import { chatMenu } from '../list/actions'
import { wide } from '../media'
import { presenceOf, titleOf } from '../names'
import { back, navigate } from '../route'
import { t } from '../text'
import css from './Header.module.css'
import { useTalk } from './talk'

/** Who the conversation is with, and what can be done with all of it. */
export function Header() {
  const talk = useTalk()
  const { state } = talk.app
  const openProfile = () => navigate({ kind: 'profile', peer: talk.peer })
  const line = () => {
    switch (state.link.kind) {
      case 'connecting':
      case 'waiting':
        return t.talk.header.connecting
      case 'updating':
        return t.talk.header.updating
      case 'online':
        return undefined
    }
  }
  const below = () => {
    const person = talk.person()
    if (line() !== undefined) return line()
    if (state.typing[talk.peer]) return t.talk.header.typing
    if (!person || person.deleted || person.isSelf) return undefined
    return presenceOf(person, talk.app.isOnline(talk.peer))
  }
  const openMenu = (button: Element) =>
    showMenu(button, t.talk.header.menu, [
      { label: t.talk.header.profile, icon: 'person', pick: openProfile },
      { label: t.talk.header.search, icon: 'search', pick: () => talk.search({ text: '' }) },
      { label: t.talk.calendar.title, icon: 'calendar', pick: () => talk.showCalendar(true) },
      'line',
      ...chatMenu(talk.app, talk.peer),
    ])
  return (
    <header class={css.header}>
      <Show when={!wide()}>
        <IconButton icon="back" label={t.talk.header.back} onClick={() => back()} />
      </Show>
      <button type="button" class={css.person} onClick={openProfile}>
        <Avatar peer={talk.person()} size="small" saved={talk.isSaved()} />
        <span class={css.words}>
          <h1 class={css.name}>
            <bdi>{titleOf(talk.person())}</bdi>
          </h1>
          <Show when={below()}>
            {words => (
              <span class={css.below} classList={{ [css.lively!]: line() === undefined && (state.typing[talk.peer] || talk.app.isOnline(talk.peer)) }}>
                {words()}
              </span>
            )}
          </Show>
        </span>
      </button>
      <span class="sr-only" role="status" aria-live="polite">
        {state.typing[talk.peer] ? `${titleOf(talk.person())} ${t.talk.header.typing}` : ''}
      </span>
      <IconButton icon="search" label={t.talk.header.search} onClick={() => talk.search(talk.searching() ? undefined : { text: '' })} aria-expanded={talk.searching() !== undefined} />
      <IconButton icon="more" label={t.talk.header.menu} aria-haspopup="menu" onClick={event => openMenu(event.currentTarget)} />
    </header>
  )
}
