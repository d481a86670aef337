import { createEffect, createSignal, For, Match, on, onCleanup, onMount, Show, Switch } from 'solid-js'
import { calmly } from '../../calmly'
import { Button } from '../base/Button'
import { wordsOf } from '../errors'
import { t } from '../text'
import { anchorsOf, atEnd, centred, lastSeen, restored, type Anchor, type Place, type Places, type View } from './anchor'
import { Announcer } from './Announcer'
import { Empty } from './Empty'
import type { ListView, Target } from './history'
import { keyed } from './keyed'
import { marking } from './marking'
import { MessageRow, ROW } from './MessageRow'
import css from './MessageList.module.css'
import { daysOf, sameRow, type Day } from './rows'
import { Skeleton } from './Skeleton'
import { useTalk } from './talk'
import { walking } from './walking'
import { dayName } from './words'

const SEEN_EVERY_MILLIS = 300
const FLASH_MILLIS = 1600
const DATE_STAYS_MILLIS = 1200
/** Longer than any browser glides. */
const GLIDE_MILLIS = 1000

const dayNumber = (seconds: number): number => Math.floor((seconds - new Date(seconds * 1000).getTimezoneOffset() * 60) / 86_400)

const calm = matchMedia('(prefers-reduced-motion: reduce)')

/**
 * The messages that are loaded, as plain rows in the page's own flow: the stretch is short (see history.ts) and moves along with
 * the reader, so heights need never be guessed. Whatever changes, the row that is being read stays where it is: its place is taken before
 * a change and restored after it.
 */
export function MessageList(props: { onEnd: (is: boolean) => void }) {
  const talk = useTalk()
  const { history } = talk
  let scroller!: HTMLDivElement
  let content!: HTMLDivElement
  /** What was shown when last looked: what a change of size is measured against. */
  let held: { end: boolean; anchors: Anchor[]; height: number } = { end: true, anchors: [], height: 0 }
  const [stuck, setStuck] = createSignal<string>()

  const days = keyed<Day>(() => daysOf(history.window().messages, history.firstUnread(), dayNumber), () => false)

  // A live collection: the browser keeps it, and only a change of the page makes it count anew.
  const rows = () => content.getElementsByClassName(ROW) as HTMLCollectionOf<HTMLElement>
  const placeOf = (row: HTMLElement): Place => ({ key: row.dataset['key']!, top: row.offsetTop, bottom: row.offsetTop + row.offsetHeight })
  const places = (): Places => {
    const all = rows()
    return { length: all.length, at: index => placeOf(all[index]!) }
  }
  const rowBy = (key: string) => content.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  const viewNow = (): View => ({ top: scroller.scrollTop - content.offsetTop, height: scroller.clientHeight })
  const isAtEnd = () => atEnd({ top: scroller.scrollTop, height: scroller.clientHeight }, scroller.scrollHeight) && !history.window().newer
  const scrollTo = (top: number) => scroller.scrollTo({ top: top + content.offsetTop, behavior: 'instant' })
  const scrollToEnd = () => scroller.scrollTo({ top: scroller.scrollHeight, behavior: 'instant' })

  /** Where the list is gliding to: if something changes on the way, it goes there at once. */
  let aim: Target | undefined
  let aimTimer: ReturnType<typeof setTimeout> | undefined
  const arrived = () => {
    aim = undefined
    clearTimeout(aimTimer)
  }
  const wayTo = (top: number) => Math.abs(Math.min(top, scroller.scrollHeight - scroller.clientHeight) - scroller.scrollTop)
  /** A scroll has ended: perhaps one from before the glide, which is then still on its way. */
  const onScrollEnd = () => {
    if (aim && wayTo(topFor(aim) ?? scroller.scrollHeight) < 2) arrived()
  }
  /** Glides a short way; a long one, or where motion is not wanted, is a jump. */
  const glide = (target: Target, top: number): boolean => {
    const way = wayTo(top)
    if (calm.matches || way < 2 || way > 2 * scroller.clientHeight) return false
    aim = target
    clearTimeout(aimTimer)
    // On a page that is too busy to glide, it is still on its way by then.
    aimTimer = setTimeout(() => {
      place(target)
      arrived()
    }, GLIDE_MILLIS)
    scroller.scrollTo({ top, behavior: 'smooth' })
    return true
  }
  const hold = () => {
    held = { end: isAtEnd(), anchors: anchorsOf(places(), viewNow()), height: scroller.clientHeight }
    props.onEnd(held.end)
  }
  const topOf = (key: string) => rowBy(key)?.offsetTop

  const restore = (end: boolean, anchors: readonly Anchor[]) => {
    if (aim) place(aim)
    else if (end) scrollToEnd()
    else {
      const top = restored(anchors, topOf)
      if (top !== undefined) scrollTo(top)
    }
  }

  const flash = (row: HTMLElement) => {
    row.removeAttribute('data-flash')
    void row.offsetWidth
    row.setAttribute('data-flash', '')
    setTimeout(() => row.removeAttribute('data-flash'), FLASH_MILLIS)
  }

  /** Where to scroll for a target, from the top of the scroller; undefined: to the end. */
  const topFor = (target: Target): number | undefined => {
    if (target.kind === 'end') return undefined
    const row = target.kind === 'unread' ? content.querySelector<HTMLElement>('[data-unread]') : rowBy(target.key)
    if (!row) return target.kind === 'unread' ? undefined : scroller.scrollTop
    if (target.kind === 'unread') return row.offsetTop + content.offsetTop - scroller.clientHeight * 0.2
    const at = placeOf(row)
    return content.offsetTop + (target.below !== undefined ? at.top - target.below : centred(at, scroller.clientHeight))
  }
  const place = (target: Target) => scroller.scrollTo({ top: topFor(target) ?? scroller.scrollHeight, behavior: 'instant' })
  const show = (target: Target) => {
    arrived()
    const smooth = target.kind !== 'unread' && target.smooth === true
    if (!smooth || !glide(target, topFor(target) ?? scroller.scrollHeight)) place(target)
    const row = target.kind === 'row' && target.flash ? rowBy(target.key) : null
    if (row) flash(row)
  }

  const view: ListView = {
    keeping(change) {
      const end = isAtEnd()
      const anchors = end ? [] : anchorsOf(places(), viewNow())
      change(anchors[0]?.key)
      restore(end, anchors)
      look()
    },
    showing(change, target) {
      change()
      show(target)
      look()
    },
  }
  talk.attach(view)

  const markSeen = calmly(() => {
    if (document.visibilityState !== 'visible' || !document.hasFocus() || history.phase().kind !== 'ready') return
    const key = lastSeen(places(), viewNow())
    const all = history.window().messages
    const index = all.findLastIndex(it => it.key === key)
    const id = all.slice(0, index + 1).findLast(it => it.id !== 0 && !it.out)?.id ?? 0
    const dialog = talk.dialog()
    if (id > (dialog?.readInboxMaxId ?? 0) || (id > 0 && dialog?.unreadMark)) talk.app.api.markRead({ peer: talk.peer, maxId: id }).catch(() => undefined)
  }, SEEN_EVERY_MILLIS)

  let frame = 0
  const look = () => {
    if (frame !== 0) return
    frame = requestAnimationFrame(() => {
      frame = 0
      hold()
      markSeen()
      const top = viewNow().top
      const screen = scroller.clientHeight
      if (top < 2 * screen) void history.grow('older').catch(() => undefined)
      if (scroller.scrollHeight - scroller.scrollTop - screen < 2 * screen) void history.grow('newer').catch(() => undefined)
    })
  }

  let dateTimer: ReturnType<typeof setTimeout> | undefined
  const onScroll = () => {
    look()
    clearTimeout(dateTimer)
    if (stuck() !== undefined) setStuck(undefined)
    dateTimer = setTimeout(() => {
      const top = viewNow().top
      const day = [...content.querySelectorAll<HTMLElement>('[data-day]')].find(it => it.offsetTop < top - 4 && it.offsetTop + it.offsetHeight > top)
      setStuck(day?.dataset['day'])
    }, DATE_STAYS_MILLIS)
  }

  onMount(() => {
    const resized = new ResizeObserver(() => {
      const grown = scroller.clientHeight - held.height
      restore(held.end, held.anchors)
      // What stood at the lower edge stays there when the composer or a keyboard takes room from below.
      if (!aim && !held.end && held.height > 0 && grown !== 0) scroller.scrollTop -= grown
      hold()
    })
    resized.observe(scroller)
    resized.observe(content)
    const seenAgain = () => markSeen()
    document.addEventListener('visibilitychange', seenAgain)
    addEventListener('focus', seenAgain)
    onCleanup(() => {
      resized.disconnect()
      document.removeEventListener('visibilitychange', seenAgain)
      removeEventListener('focus', seenAgain)
      cancelAnimationFrame(frame)
      clearTimeout(dateTimer)
      arrived()
      markSeen.stop()
      const [first] = held.anchors
      const message = first && history.window().messages.find(it => it.key === first.key && it.id !== 0)
      history.leave(held.end || !first || !message ? undefined : { id: message.id, below: first.below })
    })
  })

  const mouse = marking(talk)
  const keyboard = walking(talk, rows)

  createEffect(on(stuck, key => content.querySelectorAll('[data-day]').forEach(day => day.toggleAttribute('data-stuck', day.getAttribute('data-day') === key)), { defer: true }))

  return (
    <div
      class={css.scroller}
      ref={scroller}
      onScroll={onScroll}
      on:scrollend={onScrollEnd}
      onWheel={arrived}
      onTouchStart={arrived}
      role="log"
      aria-label={t.talk.messages}
      aria-live="off"
      aria-busy={history.phase().kind === 'loading'}
      onKeyDown={keyboard.onKeyDown}
    >
      <div class={css.above} />
      <div class={css.content} ref={content} onMouseDown={mouse.onMouseDown} onMouseOver={mouse.onMouseOver} on:click={{ handleEvent: mouse.onClick, capture: true }} data-selecting={talk.selection().keys.size > 0 || undefined}>
        <For each={days()}>
          {day => {
            const cells = keyed(() => day.value().rows, sameRow)
            return (
              <section class={css.day} data-day={day.key} aria-label={dayName(day.value().date)}>
                <button type="button" class={css.date} onClick={() => talk.showCalendar(true)} title={t.talk.calendar.title}>
                  <span>{dayName(day.value().date)}</span>
                </button>
                <For each={cells()}>
                  {cell => (
                    <Show
                      when={cell.value().kind === 'message'}
                      fallback={
                        <div class={css.unread} data-unread role="separator">
                          <span>{t.talk.unread}</span>
                        </div>
                      }
                    >
                      <MessageRow row={cell.value() as Extract<ReturnType<typeof cell.value>, { kind: 'message' }>} reachable={keyboard.reachable() === cell.key} onFocus={() => keyboard.focused(cell.key)} />
                    </Show>
                  )}
                </For>
              </section>
            )
          }}
        </For>
        <Switch>
          <Match when={history.phase().kind === 'loading'}>
            <Skeleton />
          </Match>
          <Match when={history.phase().kind === 'failed'}>
            <div class={css.failed} role="alert">
              <p>{t.talk.failed}</p>
              <p class={css.why}>{wordsOf((history.phase() as { error: unknown }).error)}</p>
              <Button look="primary" icon="update" onClick={() => void history.begin(undefined)}>
                {t.talk.again}
              </Button>
            </div>
          </Match>
          <Match when={history.window().messages.length === 0 && !history.window().older}>
            <Empty />
          </Match>
        </Switch>
      </div>
      <Announcer />
    </div>
  )
}
