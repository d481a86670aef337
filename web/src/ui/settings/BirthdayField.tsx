import { createUniqueId, For } from 'solid-js'
import type { Birthday } from '../../model/peer'
import field from '../base/Field.module.css'
import { t } from '../text'
import { monthOf } from '../text/dates'
import css from './Settings.module.css'

const FIRST_YEAR = 1900

/** A birthday while it is chosen: 0 is what is not chosen. */
export type ChosenDay = Required<Birthday>

const NONE: ChosenDay = { day: 0, month: 0, year: 0 }

export const chosenOf = (birthday: Birthday | undefined): ChosenDay => ({ ...NONE, ...birthday })

export const toldOf = ({ day, month, year }: ChosenDay): Birthday | undefined => (day && month ? { day, month, ...(year && { year }) } : undefined)

/** Whether it is a day, or no day at all. */
export const isWhole = ({ day, month, year }: ChosenDay): boolean => (day !== 0) === (month !== 0) && (day !== 0 || year === 0)

const daysIn = ({ month, year }: ChosenDay): number => (month === 0 ? 31 : new Date(Date.UTC(year || 2000, month, 0)).getUTCDate())

/** A day, a month, and a year that may stay open. */
export function BirthdayField(props: { value: ChosenDay; onChoose: (value: ChosenDay) => void }) {
  const id = createUniqueId()
  const choose = (part: Partial<ChosenDay>) => {
    const next = { ...props.value, ...part }
    props.onChoose({ ...next, day: Math.min(next.day, daysIn(next)) })
  }
  const years = Array.from({ length: new Date().getFullYear() - FIRST_YEAR + 1 }, (_, i) => new Date().getFullYear() - i)
  const Part = (part: { name: keyof ChosenDay; values: number[]; shown?: (value: number) => string }) => (
    <select
      class={`${field.box} ${css.dayPart}`}
      aria-label={t.shell.settings[part.name]}
      value={props.value[part.name]}
      onChange={event => choose({ [part.name]: Number(event.currentTarget.value) })}
    >
      <option value={0}>{t.shell.settings[part.name]}</option>
      <For each={part.values}>
        {value => (
          <option value={value} selected={value === props.value[part.name]}>
            {part.shown?.(value) ?? value}
          </option>
        )}
      </For>
    </select>
  )
  return (
    <div class={field.field} role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-note`}>
      <span class={field.label} id={`${id}-label`}>
        {t.shell.settings.birthday}
      </span>
      <div class={css.day}>
        <Part name="day" values={upTo(daysIn(props.value))} />
        <Part name="month" values={upTo(12)} shown={monthOf} />
        <Part name="year" values={years} />
      </div>
      <p class={field.note} id={`${id}-note`}>
        {t.shell.settings.birthdayHint}
      </p>
    </div>
  )
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1)
