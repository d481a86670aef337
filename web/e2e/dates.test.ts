// A conversation of many days: the date stays on top while its day is scrolled through, and any day can be gone to.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, Person } from './browser.ts'
import { openTrial } from './trial.ts'

/** Between the edge and a date, and below a date. */
const GAP = 6

let trial: Awaited<ReturnType<typeof openTrial>>
let browser: Browser
let person: Person
let page: Page

beforeAll(async () => {
  trial = await openTrial()
  browser = await openBrowser()
  person = await Person.arrive(browser, trial.origin)
  page = await person.open('/u/2?scene=in')
  await log().getByText('Path is dry').waitFor()
})

afterAll(async () => {
  await browser?.close()
  await trial?.close()
})

const log = () => page.getByRole('log')
const frames = () => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))

/** The day at the top of what is seen: how far below the edge its date stands, and how far its day begins and ends. */
const atTop = () =>
  log().evaluate(box => {
    const edge = box.getBoundingClientRect().top
    const days = [...box.querySelectorAll('section')].map(day => {
      const { top, bottom } = day.getBoundingClientRect()
      const date = day.querySelector('button')!
      return { name: day.getAttribute('aria-label'), begins: top - edge, ends: bottom - edge, date: date.getBoundingClientRect().top - edge, high: date.offsetHeight, opacity: Number(getComputedStyle(date).opacity) }
    })
    return days.find(day => day.ends > 1)!
  })

it('the date of a day stays on top as long as anything of the day is there', async () => {
  let pinned = 0
  const names = new Set<string | null>()
  for (let step = 0; step < 1000 && names.size < 3; step++) {
    await log().evaluate(box => box.scrollBy({ top: -180, behavior: 'instant' }))
    await frames()
    const day = await atTop()
    names.add(day.name)
    if (day.begins > -20) continue
    pinned++
    // At its place below the edge, or pushed out by the end of its day.
    expect(Math.abs(day.date - Math.min(GAP, day.ends - day.high - GAP))).toBeLessThan(2)
  }
  expect(names.size, 'days that were scrolled through').toBe(3)
  expect(pinned).toBeGreaterThan(8)
})

it('it fades when nobody scrolls, and comes back when somebody does', async () => {
  await expect.poll(async () => (await atTop()).opacity).toBe(0)
  // Looked for by the page itself: it does not stay long.
  await log().evaluate(
    box =>
      new Promise<void>(back => {
        const dates = [...box.querySelectorAll('section')].map(day => day.querySelector('button')!)
        const look = () => (dates.every(date => getComputedStyle(date).opacity === '1') ? back() : requestAnimationFrame(look))
        box.scrollBy({ top: -30, behavior: 'instant' })
        look()
      }),
  )
})

it('a day is gone to by the calendar, by keys and by pointer', async () => {
  await page.getByRole('button', { name: 'What to do with this chat' }).click()
  await page.getByRole('menuitem', { name: 'Go to a date' }).click()
  const calendar = page.getByRole('dialog', { name: 'Go to a date' })
  for (let back = 0; back < 3; back++) await page.keyboard.press('ArrowLeft')
  const name = await page.evaluate(() => {
    const [now, then] = [new Date(), new Date()]
    then.setDate(then.getDate() - 3)
    return then.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', ...(then.getFullYear() !== now.getFullYear() && { year: 'numeric' }) })
  })
  await page.keyboard.press('Enter')
  await calendar.waitFor({ state: 'detached' })
  // The first message of that day, with the day before above it. What was on the screen until now may hold the same day, so its end is waited for.
  const there = log().getByRole('region', { name, exact: true })
  await expect.poll(() => there.evaluateAll(([day]) => {
    const first = day?.querySelector('[role=article]')?.getBoundingClientRect()
    const seen = day?.closest('[role=log]')?.getBoundingClientRect()
    return first !== undefined && seen !== undefined && day?.previousElementSibling?.localName === 'section' && first.top >= seen.top && first.bottom <= seen.bottom
  })).toBe(true)

  // From the date itself; what is still to come cannot be chosen.
  await there.getByTitle('Go to a date').click()
  await calendar.locator('[aria-current=date]').click()
  await log().getByRole('region', { name: 'Today' }).getByRole('article').first().waitFor()
  await person.leave()
})
