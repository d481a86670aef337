import { createEffect, createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import type { Message } from '../../model/message'
import { toast } from '../base/Toast'
import { wordsOf } from '../errors'
import { previewOf, isMuted } from '../list/preview'
import { titleOf } from '../names'
import { preferences } from '../preferences'
import { route } from '../route'
import { useApp } from '../state'
import { t } from '../text'
import { now } from '../text/dates'
import { showUnread } from './badge'
import { chime } from './sound'
import { loadStandardNotify, standardNotify } from './standard'
import { takeAllBack, takeBack, tellOf } from './system'

const tabsMillis = 2_000

/** Tells of new messages: by notification, by sound, by the count in the title, and to screen readers. */
export function Notices() {
  const app = useApp()
  const [said, say] = createSignal('')

  onMount(() => void loadStandardNotify(app).catch(() => {}))

  const unread = createMemo(() => {
    let count = 0
    for (const peer of app.order('main')) {
      const dialog = app.state.dialogs[peer]
      if (dialog && !isMuted(dialog.notify.muteUntil, standardNotify().muteUntil, now())) count += dialog.unread || (dialog.unreadMark ? 1 : 0)
    }
    return count
  })
  createEffect(() => showUnread(unread()))
  onCleanup(() => showUnread(0))

  const isOpen = (message: Message): boolean => {
    const to = route()
    return to.kind === 'conversation' && to.peer === message.peer && document.visibilityState === 'visible' && document.hasFocus()
  }

  app.on('notice', ({ message }) => {
    const notify = app.state.dialogs[message.peer]?.notify ?? {}
    if (message.silent || isMuted(notify.muteUntil, standardNotify().muteUntil, now()) || isOpen(message)) return
    const name = titleOf(app.state.peers[message.peer])
    say(t.shell.notifications.from(name))
    void oneTabOnly(message.key, () => {
      if (preferences.sounds && !(notify.silent ?? standardNotify().silent)) chime()
      if (preferences.notifications && document.visibilityState !== 'visible') {
        const previews = notify.showPreviews ?? standardNotify().showPreviews ?? true
        tellOf(message, name, previews ? previewOf(message) : t.shell.notifications.newMessage)
      }
    })
  })

  createEffect(() => app.state.keeps || toast(t.shell.errors.notKept))
  app.on('trouble', ({ error }) => toast(wordsOf(error)))

  app.on('dialogs', ({ dialogs }) => {
    for (const { peer, unread } of dialogs) if (unread === 0) void takeBack(peer).catch(() => {})
  })
  onCleanup(() => void takeAllBack().catch(() => {}))

  return (
    <p class="sr-only" role="status" aria-live="polite">
      {said()}
    </p>
  )
}

/** Every tab hears of a message; the one that takes its lock first tells of it. */
async function oneTabOnly(key: string, act: () => void): Promise<void> {
  if (!navigator.locks) return act()
  await navigator.locks.request(`notice ${key}`, { ifAvailable: true }, async lock => {
    if (!lock) return
    act()
    await new Promise(resolve => setTimeout(resolve, tabsMillis))
  })
}
