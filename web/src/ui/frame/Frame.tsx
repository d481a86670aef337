import { createEffect, createMemo, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { PeerId } from '../../model/peer'
import { QuestionHost } from '../base/Dialog'
import { MenuHost } from '../base/Menu'
import { screen } from '../base/Screen'
import { forgetHabits } from '../conversation/emojiHabits'
import { List } from '../list/List'
import { veryWide, wide } from '../media'
import { Notices } from '../notices/Notices'
import { navigate, route, type Route } from '../route'
import { findAll, forgetRecent } from '../search/finding'
import { useApp } from '../state'
import { loadText } from '../text'
import { Arrivals } from './Arrivals'
import { globalKeys } from './globalKeys'
import { KeysHost } from './Keys'
import { noFiles } from './noFiles'
import { Nothing } from './Nothing'
import { startServiceWorker } from './worker'
import css from './Frame.module.css'

const Conversation = screen(async () => (await Promise.all([import('../conversation/Conversation'), loadText('talk')]))[0].Conversation)
const Profile = screen(async () => (await import('../profile/Profile')).Profile)
const Contacts = screen(async () => (await import('../contacts/Contacts')).Contacts)
const Settings = screen(async () => (await import('../settings/Settings')).Settings)

// Whoever comes back to a conversation waits for nothing else first.
if (route().kind === 'conversation') Conversation.preload()

type Left = Extract<Route, { kind: 'list' | 'archive' | 'contacts' | 'settings' }>

const isLeft = (to: Route): to is Left => to.kind === 'list' || to.kind === 'archive' || to.kind === 'contacts' || to.kind === 'settings'

/**
 * The page of somebody who is in: one column on a phone, a list beside a conversation where there is room, and a profile beside both
 * where there is more. The address says what is on top; what lies beside it is what was there before.
 */
export default function Frame() {
  globalKeys(useApp())
  noFiles()
  onCleanup(() => {
    // Whoever comes next on this device is told nothing of who was searched for, nor of what was written with.
    findAll(undefined)
    forgetRecent()
    forgetHabits()
    // Nor shown a conversation of somebody else's; with an invitation the log-in page goes on.
    if (route().kind !== 'invite') navigate({ kind: 'list' }, { replace: true })
  })
  onMount(() => setTimeout(() => void startServiceWorker(), 2_000))
  const [left, setLeft] = createSignal<Left>({ kind: 'list' })
  const [talk, setTalk] = createSignal<{ peer: PeerId; at?: number }>()

  createEffect(() => {
    const to = route()
    if (isLeft(to)) {
      setLeft(to)
      if (to.kind === 'list' || !wide()) setTalk(undefined)
    } else if (to.kind === 'conversation' || to.kind === 'profile') {
      if (to.kind === 'conversation') setTalk(to)
      else if (talk()?.peer !== to.peer) setTalk({ peer: to.peer })
      setLeft(was => (was.kind === 'archive' ? was : { kind: 'list' }))
    }
  })

  const peer = createMemo(() => talk()?.peer)
  const profile = createMemo(() => {
    const to = route()
    return to.kind === 'profile' ? to.peer : undefined
  })
  const top = () => (profile() ? 'side' : peer() ? 'main' : 'left')
  const settings = () => {
    const to = left()
    return to.kind === 'settings' ? to : undefined
  }

  return (
    <div class={css.frame} data-top={top()} data-profile={profile() !== undefined}>
      <div class={css.left} role={!wide() && top() === 'left' ? 'main' : undefined} inert={!wide() && top() !== 'left'}>
        <Switch fallback={<List folder={left().kind === 'archive' ? 'archive' : 'main'} current={peer()} />}>
          <Match when={left().kind === 'contacts'}>
            <Contacts />
          </Match>
          <Match when={settings()}>{to => <Settings section={to().section} />}</Match>
        </Switch>
      </div>
      <main class={css.main} inert={(top() === 'side' && !veryWide()) || (top() === 'left' && !wide())}>
        <Show when={peer()} keyed fallback={<Nothing />}>
          {one => <Conversation peer={one} at={talk()?.at} />}
        </Show>
      </main>
      <Show when={profile()} keyed>
        {one => (
          <div class={css.side} role={veryWide() ? undefined : 'main'}>
            <Profile peer={one} onClose={() => navigate({ kind: 'conversation', peer: one }, { replace: true })} />
          </div>
        )}
      </Show>
      <Notices />
      <Arrivals />
      <KeysHost />
      <MenuHost />
      <QuestionHost />
    </div>
  )
}
