// What tells of new messages while the page is open and nobody looks at it.

import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { chat, meet, pick, say, shown, signUp, stage, writing, type Member } from './stories.ts'

interface Told {
  title: string
  body: string
  closed: boolean
  click(): void
}
type Recording = typeof globalThis & { told: Told[] }

const { server, browser } = await stage()

let anna: Member
let boris: Member

beforeAll(async () => {
  const [first, second] = await server.invites(2)
  anna = await signUp(browser, server, first!, 'Anna', { permissions: ['notifications'] })
  boris = await signUp(browser, server, second!, 'Boris')
  await anna.person.context.addInitScript(() => {
    const told: Told[] = ((globalThis as Recording).told = [])
    globalThis.Notification = class extends Notification {
      private readonly entry: Told
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        this.entry = { title, body: options?.body ?? '', closed: false, click: () => this.onclick?.(new Event('click')) }
        told.push(this.entry)
      }
      override close(): void {
        super.close()
        this.entry.closed = true
      }
    }
  })
  await anna.page.goto(`${server.origin}/settings/notifications`)
  await press(anna.page, /^Show notifications/)
  await anna.page.goto(server.origin)
  await meet(boris.page, first!.number, 'Anna')
  await say(boris.page, 'Are you there?')
  await chat(anna.page, 'Boris').waitFor()
})

/** Presses a switch, and waits until what it does is done. */
async function press(page: Page, name: RegExp): Promise<void> {
  const one = page.getByRole('switch', { name })
  await one.click()
  await one.and(page.locator('[aria-busy=false]')).waitFor()
}

const told = (page: Page) => page.evaluate(() => (globalThis as Recording).told.map(({ title, body }) => `${title}: ${body}`))

/** Whether the last one is gone, which took the place of those before it. */
const isGone = (page: Page) => page.evaluate(() => (globalThis as Recording).told.at(-1)?.closed ?? true)

/** The page as if it were behind another window, or in front again. */
const turn = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate(to => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => to })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)

describe('a notification', () => {
  it('is not shown of what is seen anyway', async () => {
    await say(boris.page, 'You see this')
    await chat(anna.page, 'Boris').getByText('You see this').waitFor()
    await expect.poll(() => anna.page.title()).toBe('(2) Heliograph')
    expect(await told(anna.page)).toEqual([])
  })

  it('says who wrote what, and leads there', async () => {
    await turn(anna.page, 'hidden')
    await say(boris.page, 'The sun is up')
    await expect.poll(() => told(anna.page)).toEqual(['Boris: The sun is up'])
    await expect.poll(() => anna.page.title()).toBe('(3) Heliograph')
    await expect.poll(() => anna.page.locator('link[rel=icon]').getAttribute('href')).toMatch(/^data:image\/png/)
    await turn(anna.page, 'visible')
    await anna.page.evaluate(() => (globalThis as Recording).told[0]!.click())
    await shown(anna.page, 'The sun is up').waitFor()
    await expect.poll(() => anna.page.title()).toBe('Heliograph')
    await expect.poll(() => anna.page.locator('link[rel=icon]').getAttribute('href')).toBe('/icon.svg')
  })

  it('is not shown of a message sent without a sound', async () => {
    await turn(anna.page, 'hidden')
    await writing(boris.page).fill('Shh')
    await pick(boris.page, boris.page.getByRole('button', { name: 'Send', exact: true }), 'Send without a sound')
    await shown(anna.page, 'Shh').waitFor()
    await say(boris.page, 'And now aloud')
    await expect.poll(() => told(anna.page)).toEqual(['Boris: The sun is up', 'Boris: And now aloud'])
  })

  it('goes when what it told of is read', async () => {
    expect(await isGone(anna.page)).toBe(false)
    await turn(anna.page, 'visible')
    await expect.poll(() => isGone(anna.page)).toBe(true)
    await turn(anna.page, 'hidden')
  })

  it('is not shown of a chat that is muted, and nothing is counted', async () => {
    await pick(anna.page, chat(anna.page, 'Boris'), 'Mute')
    await chat(anna.page, 'Boris').getByRole('img', { name: 'Muted' }).waitFor()
    const before = (await told(anna.page)).length
    await say(boris.page, 'Nobody hears this')
    await shown(anna.page, 'Nobody hears this').waitFor()
    await expect.poll(() => anna.page.title()).toBe('Heliograph')
    await pick(anna.page, chat(anna.page, 'Boris'), 'Unmute')
    await chat(anna.page, 'Boris').getByRole('img', { name: 'Muted' }).waitFor({ state: 'detached' })
    await say(boris.page, 'Heard again')
    await expect.poll(async () => (await told(anna.page)).slice(before)).toEqual(['Boris: Heard again'])
  })

  it('is shown by one of two tabs, and says nothing of the text where that is not wished', async () => {
    const second = await anna.person.open('/settings/notifications')
    await press(second, /^Show what messages say/)
    await second.goto(server.origin)
    await chat(second, 'Boris').waitFor()
    await anna.page.goto(server.origin)
    await chat(anna.page, 'Boris').waitFor()
    for (const page of [anna.page, second]) await turn(page, 'hidden')
    for (const text of ['One', 'Two']) {
      await say(boris.page, text)
      for (const page of [anna.page, second]) await chat(page, 'Boris').getByText(text).waitFor()
    }
    await expect.poll(async () => [...(await told(anna.page)), ...(await told(second))]).toEqual(Array(2).fill('Boris: New message'))

    // Whoever logs out leaves nothing behind that says who wrote.
    await second.getByRole('button', { name: 'Menu' }).click()
    await second.getByRole('menuitem', { name: 'Settings' }).click()
    await second.getByRole('button', { name: 'Log out' }).click()
    await second.getByRole('dialog').getByRole('button', { name: 'Log out' }).click()
    for (const page of [anna.page, second]) {
      await page.getByText('You are logged out').waitFor()
      await expect.poll(() => isGone(page)).toBe(true)
    }
    await anna.person.leave()
    await boris.person.leave()
  })
})
