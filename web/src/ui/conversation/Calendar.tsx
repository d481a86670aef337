import { createEffect, createSignal, For, on } from 'solid-js'
import { IconButton } from '../base/Button'
import { Dialog } from '../base/Dialog'
import { language, t } from '../text'
import { now } from '../text/dates'
import css from './Calendar.module.css'
import { beginOf, dayAt, isBefore, moved, movedMonths, weeksOf, type CalendarDay } from './month'

const firstDayOfWeek = (): number => {
  const locale = new Intl.Locale(language()) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } }
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1
}

/** Chooses a day of the past; the answer is its first second. */
export function Calendar(props: { onPick: (seconds: number) => void; onClose: () => void }) {
  const today = dayAt(new Date(now() * 1000))
  const [day, setDay] = createSignal<CalendarDay>(today)
  let table!: HTMLTableElement
  const go = (to: CalendarDay) => setDay(isBefore(today, to) ? today : to)
  const pick = (chosen: CalendarDay) => {
    props.onPick(beginOf(chosen))
    props.onClose()
  }
  const month = () => new Intl.DateTimeFormat(language(), { month: 'long', year: 'numeric' }).format(new Date(day().year, day().month, 1))
  const weekdays = () => {
    const name = new Intl.DateTimeFormat(language(), { weekday: 'short' })
    // 1 January 2024 was a Monday.
    return Array.from({ length: 7 }, (_, i) => name.format(new Date(2024, 0, firstDayOfWeek() + i)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const rtl = document.documentElement.dir === 'rtl' ? -1 : 1
    const by: Partial<Record<string, () => CalendarDay>> = {
      ArrowLeft: () => moved(day(), -rtl),
      ArrowRight: () => moved(day(), rtl),
      ArrowUp: () => moved(day(), -7),
      ArrowDown: () => moved(day(), 7),
      PageUp: () => movedMonths(day(), event.shiftKey ? -12 : -1),
      PageDown: () => movedMonths(day(), event.shiftKey ? 12 : 1),
      Home: () => ({ ...day(), day: 1 }),
      End: () => movedMonths({ ...day(), day: 31 }, 0),
    }
    const to = by[event.key]?.()
    if (!to) return
    event.preventDefault()
    go(to)
  }
  createEffect(on(day, () => queueMicrotask(() => table.querySelector<HTMLButtonElement>('button[tabindex="0"]')?.focus())))
  const sameMonth = (other: CalendarDay) => other.year === day().year && other.month === day().month
  return (
    <Dialog title={t.talk.calendar.title} onClose={props.onClose}>
      <div class={css.head}>
        <IconButton icon="up" label={t.talk.calendar.before} onClick={() => go(movedMonths(day(), -1))} />
        <b class={css.month} aria-live="polite">
          {month()}
        </b>
        <IconButton icon="down" label={t.talk.calendar.after} disabled={sameMonth(today)} onClick={() => go(movedMonths(day(), 1))} />
      </div>
      <table class={css.table} ref={table} role="grid" aria-label={month()} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <For each={weekdays()}>{name => <th scope="col">{name}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={weeksOf(day().year, day().month, firstDayOfWeek())}>
            {week => (
              <tr>
                <For each={week}>
                  {number => (
                    <td>
                      {number !== undefined && (
                        <button
                          type="button"
                          class={css.day}
                          tabindex={number === day().day ? 0 : -1}
                          aria-current={sameMonth(today) && number === today.day ? 'date' : undefined}
                          disabled={isBefore(today, { ...day(), day: number })}
                          onClick={() => pick({ ...day(), day: number })}
                        >
                          {number}
                        </button>
                      )}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Dialog>
  )
}
