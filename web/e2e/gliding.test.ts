// Where a conversation scrolls to by itself.

import type { Browser, Page } from 'playwright-core'
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
