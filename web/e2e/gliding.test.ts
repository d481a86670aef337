// Where a conversation and the list of chats scroll to by themselves.

import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, Person } from './browser.ts'
import { say, shown } from './stories.ts'
import { openTrial } from './trial.ts'

let trial: Awaited<ReturnType<typeof openTrial>>
let browser: Browser
let page: Page

beforeAll(async () => {
  trial = await openTrial()
  browser = await openBrowser()
  page = await (await Person.arrive(browser, trial.origin)).open('/u/2?scene=in')
  await log().getByText('Path is dry').waitFor()
})

afterAll(async () => {
  await browser?.close()
  await trial?.close()
})

const log = () => page.getByRole('log')
const toEnd = () => log().evaluate(box => box.scrollHeight - box.scrollTop - box.clientHeight)

it('what one sends is shown, though a scroll from before ends only then', async () => {
  await log().evaluate(box => box.scrollBy({ top: -500, behavior: 'instant' }))
  await expect.poll(toEnd).toBeGreaterThan(400)
  await log().evaluate(box => {
    const grown = new MutationObserver(() => {
      grown.disconnect()
      box.dispatchEvent(new Event('scrollend'))
    })
    grown.observe(box, { childList: true, subtree: true })
  })
  await say(page, 'Down here')
  await shown(page, 'Down here').waitFor()
  await expect.poll(toEnd).toBeLessThan(2)
})

it('the list is where it was left, and shows the chat that is gone to by key', async () => {
  const many = await (await Person.arrive(browser, trial.origin)).open('/?scene=many')
  const chats = many.getByRole('navigation', { name: 'Chats' })
  const box = chats.getByRole('list').locator('..')
  const top = () => box.evaluate(it => it.scrollTop)
  await chats.getByRole('link').nth(9).waitFor()
  await box.evaluate(it => it.scrollTo({ top: 3000, behavior: 'instant' }))
  await chats.getByText('Friend 40', { exact: true }).waitFor()
  await many.getByRole('button', { name: 'New chat' }).click()
  await many.getByRole('heading', { name: 'Contacts' }).waitFor()
  await many.getByRole('button', { name: 'Back' }).click()
  await expect.poll(top).toBe(3000)

  await chats.getByText('Friend 40', { exact: true }).click()
  for (let i = 0; i < 20; i++) await many.keyboard.press('Alt+ArrowDown')
  const current = chats.locator('[aria-current]')
  await expect.poll(() => current.innerText()).toMatch(/Friend (5[5-9]|60)\b/)
  const edges = (of: Locator) => of.evaluate(it => [it.getBoundingClientRect().top, it.getBoundingClientRect().bottom] as const)
  await expect
    .poll(async () => {
      const [[rowTop, rowBottom], [listTop, listBottom]] = [await edges(current), await edges(box)]
      return rowTop >= listTop && rowBottom <= listBottom
    })
    .toBe(true)
})
