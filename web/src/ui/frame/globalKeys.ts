import { onCleanup, onMount } from 'solid-js'
import { findAll, finding } from '../search/finding'
import { navigate, route } from '../route'
import type { App } from '../state'
import { showKeys } from './Keys'

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)

/** The keys that work everywhere. What a screen itself takes (Escape in a menu, say) never comes here. */
export function globalKeys(app: App): void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k') findAll('')
    else if (event.altKey && !event.ctrlKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) neighbour(app, event.key === 'ArrowDown' ? 1 : -1)
    else if (event.key === 'Escape' && plain) up()
    else if (plain && !typesText(event.target) && event.key === '/') findAll('')
    else if (plain && !typesText(event.target) && event.key === '?') showKeys()
    else return
    event.preventDefault()
  }
  onMount(() => window.addEventListener('keydown', onKeyDown))
  onCleanup(() => window.removeEventListener('keydown', onKeyDown))
}

/** To the chat above or below the one that is open. */
function neighbour(app: App, by: 1 | -1): void {
  const to = route()
  const open = to.kind === 'conversation' || to.kind === 'profile' ? to.peer : undefined
  const order = app.order((open && app.state.dialogs[open]?.folder) ?? 'main')
  const at = open ? order.indexOf(open) : -1
  const next = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : at + by]
  if (next) navigate({ kind: 'conversation', peer: next })
}

/** One step up from where we are. */
function up(): void {
  const to = route()
  if (finding()) findAll(undefined)
  else if (to.kind === 'profile') navigate({ kind: 'conversation', peer: to.peer }, { replace: true })
  else if (to.kind === 'settings' && to.section) navigate({ kind: 'settings' })
  else if (to.kind !== 'list') navigate({ kind: 'list' })
}
