import { createSignal } from 'solid-js'
import type { Birthday } from '../../model/peer'
import { language, type Language } from './index'

/** The country's way to write dates, if the browser's owner reads the language as one country writes it. */
const localeOf = (spoken: Language): string =>
  spoken === 'zh' ? 'zh-Hans' : (navigator.languages.find(tag => tag.toLowerCase().startsWith(`${spoken}-`)) ?? spoken)

const formats = new Map<string, Intl.DateTimeFormat>()

function format(name: string, options: Intl.DateTimeFormatOptions, seconds: number): string {
  const key = `${language()} ${name}`
  let found = formats.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(localeOf(language()), options)
    formats.set(key, found)
  }
  return found.format(seconds * 1000)
}

/** The name of a month of the year, from 1 on. */
export const monthOf = (month: number): string => format('month', { month: 'long', timeZone: 'UTC' }, Date.UTC(2000, month - 1) / 1000)

/** 14 February, or 14 February 1996 where the year is told. */
export const birthdayOf = ({ day, month, year }: Birthday): string =>
  format(year ? 'birthday' : 'day of a year', { day: 'numeric', month: 'long', timeZone: 'UTC', ...(year && { year: 'numeric' as const }) }, Date.UTC(year ?? 2000, month - 1, day) / 1000)

const [tick, setTick] = createSignal(Date.now())
setInterval(() => setTick(Date.now()), 20_000)

const [ahead, setAhead] = createSignal(0)

/** How far the server's clock is ahead of this one: moments are told in its time. */
export { setAhead }

/** The time in Unix seconds, renewed three times a minute for whatever on the screen depends on it. */
export const now = (): number => Math.floor(tick() / 1000) + ahead()

export const millisUntil = (seconds: number): number => (seconds - ahead()) * 1000 - Date.now()

const dayOf = (seconds: number): number => {
  const date = new Date(seconds * 1000)
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000)
}

/** How many midnights lie between then and now: 0 today, 1 yesterday. */
export const daysAgo = (seconds: number): number => dayOf(now()) - dayOf(seconds)

const sameYear = (seconds: number): boolean => new Date(seconds * 1000).getFullYear() === new Date(now() * 1000).getFullYear()

/** 14:05 */
export const timeOf = (seconds: number): string => format('time', { hour: 'numeric', minute: '2-digit' }, seconds)

/** 3 March, or 3 March 2024 if it is another year. */
export const dateOf = (seconds: number): string =>
  sameYear(seconds)
    ? format('day', { day: 'numeric', month: 'long' }, seconds)
    : format('dayYear', { day: 'numeric', month: 'long', year: 'numeric' }, seconds)

/** Date and time in full, for tips. */
export const momentOf = (seconds: number): string => format('moment', { dateStyle: 'long', timeStyle: 'short' }, seconds)

/** As short as it can be and still be clear: 14:05, Mon, 3 Mar, 03/03/24. */
export function shortOf(seconds: number): string {
  const days = daysAgo(seconds)
  if (days <= 0) return timeOf(seconds)
  if (days < 7) return format('weekday', { weekday: 'short' }, seconds)
  if (sameYear(seconds)) return format('short', { day: 'numeric', month: 'short' }, seconds)
  return format('shortYear', { day: '2-digit', month: '2-digit', year: '2-digit' }, seconds)
}

/** 1:05, for what counts down. */
export const clockOf = (seconds: number): string => {
  const hours = Math.floor(seconds / 3600)
  const two = (part: number) => String(part).padStart(2, '0')
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
