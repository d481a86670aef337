// What somebody with bad intentions can put into a name or a message, shown in every place where such a text can appear.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { narrow, openBrowser } from './browser.ts'
import { Server } from './server.ts'
import { meet, shown, signUp, writing, type Member } from './stories.ts'

const overrideToLeft = '\u202e'
const name = `<img src=x onerror="globalThis.ran=1"> ${overrideToLeft}gnp.exe \u200b\u2066`
const texts = [
  '<script>globalThis.ran = 1</script><img src=x onerror="globalThis.ran = 1"> markup',
  `${overrideToLeft}reversed \u2067 isolates \u2069\u2069 direction`,
  'zero\u200b\u200c\u200d\ufeff width',
  `zalgo z${'\u0301\u0316\u0337'.repeat(120)}`,
  '🔥'.repeat(900),
  `wide ${'W'.repeat(2000)}`,
  'lines' + '\n|'.repeat(400),
  'javascript:globalThis.ran=1 data:text/html,<script>globalThis.ran=1</script> vbscript:x',
  'https://аpple.com/login look-alike',
  'https://bank.example@evil.example/ before the at',
  '[bank.example](https://evil.example/) disguised',
]

let server: Server
let browser: Browser
let eve: Member
let anna: Member

beforeAll(async () => {
  server = await Server.start()
  browser = await openBrowser()
  const [first, second] = await server.invites(2)
  eve = await signUp(browser, server, first!, name)
  anna = await signUp(browser, server, second!, 'Anna', { viewport: narrow, reducedMotion: 'reduce' })
  await meet(eve.page, second!.number, 'Anna')
  for (const text of texts) {
    await writing(eve.page).fill(text)
    await writing(eve.page).press('Enter')
  }
  await eve.page.getByTitle('Sent', { exact: true }).nth(texts.length - 1).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Nothing ran, and nothing is wider than the page. */
async function expectSound(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'ran' in globalThis), 'something ran').toBe(false)
  expect(await page.locator('img, iframe, object, embed').count(), 'markup became elements').toBe(0)
  const wide = await page.evaluate(() => [...document.querySelectorAll('body *')].filter(it => it.scrollWidth > it.clientWidth + 1 && it.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(it).overflowX === 'visible').map(it => it.outerHTML.slice(0, 120)))
  expect(wide, 'wider than the page').toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

describe('hostile texts', () => {
  it('are harmless in the list of chats and in the conversation', async () => {
    const { page } = anna
    const line = page.getByText('disguised').first()
    await line.waitFor()
    await expectSound(page)
    await line.click()
    await shown(page, 'markup').waitFor()
    for (let at = 0; at < 8; at++) {
      await expectSound(page)
      await page.getByRole('log').evaluate((log, to) => log.scrollTo(0, (log.scrollHeight * to) / 8), at)
    }
    // Read as what it is: the letters, in order.
    await page.getByRole('log').evaluate(log => log.scrollTo(0, 0))
    await expect.poll(() => shown(page, 'markup').innerText()).toContain('<script>globalThis.ran = 1</script>')
    expect(await page.getByRole('heading', { level: 1 }).innerText()).not.toContain(overrideToLeft)
  })

  it('become links only to the web, and say where they lead', async () => {
    const { page } = anna
    const log = page.getByRole('log')
    const addresses = await log.getByRole('link').evaluateAll(links => links.map(link => new URL((link as HTMLAnchorElement).href).protocol))
    expect(addresses.length).toBeGreaterThan(0)
    expect(addresses.filter(it => !['http:', 'https:', 'mailto:', 'tel:'].includes(it))).toEqual([])
    for (const [link, host] of [['look-alike', 'xn--pple-43d.com'], ['before the at', 'evil.example'], ['disguised', 'evil.example']] as const) {
      await shown(page, link).getByRole('link').first().click()
      const question = page.getByRole('dialog')
      await question.getByText(host).waitFor()
      await expectSound(page)
      await question.getByRole('button', { name: 'Cancel' }).click()
    }
    expect(anna.person.context.pages()).toHaveLength(1)
  })

  it('are harmless in bars, menus, questions, searches and profiles', async () => {
    const { page } = anna
    for (const text of ['markup', 'direction', 'zalgo', 'wide']) {
      await shown(page, text).dispatchEvent('contextmenu')
      await page.getByRole('menuitem', { name: 'Reply', exact: true }).click()
      await expectSound(page)
      await page.getByRole('button', { name: 'Do not reply' }).click()
      await shown(page, text).dispatchEvent('contextmenu')
      await page.getByRole('menuitem', { name: 'Delete', exact: true }).click()
      await expectSound(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    }
    await shown(page, 'markup').dispatchEvent('contextmenu')
    await page.getByRole('menuitem', { name: 'Forward', exact: true }).click()
    await page.getByRole('dialog').getByRole('option').first().waitFor()
    await expectSound(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Search in this chat' }).click()
    await page.getByRole('searchbox', { name: 'Search in this chat' }).fill('globalThis')
    await page.getByText(/^1 of/).waitFor()
    await expectSound(page)
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1 }).click()
    await page.waitForURL(/\/info$/)
    await page.getByText('Notifications').first().waitFor()
    await expectSound(page)
  })

  it('are harmless in the search of all chats, in drafts and pins, among contacts and among the blocked', async () => {
    const { page } = anna
    const conversation = page.url().replace(/\/info$/, '')
    await page.goto(server.origin)
    await page.getByRole('textbox', { name: 'Search' }).fill('globalThis')
    await page.locator('[data-results] mark').first().waitFor()
    await expectSound(page)

    await page.goto(conversation)
    await shown(page, 'direction').dispatchEvent('contextmenu')
    await page.getByRole('menuitem', { name: 'Pin', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Pin' }).click()
    await page.getByRole('button', { name: /^Pinned message/ }).waitFor()
    await expectSound(page)
    await writing(page).fill(texts[0]!)
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByText(/^Draft/).waitFor()
    await expectSound(page)
    await page.goto(conversation)
    await expect.poll(() => writing(page).innerText()).toContain('markup')
    await writing(page).fill('')
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('navigation', { name: 'Chats' }).getByText('disguised').waitFor()

    await page.goto(`${conversation}/info`)
    const profile = page.getByRole('region', { name: 'Profile' })
    await profile.getByRole('button', { name: 'Add to contacts' }).click()
    await expectSound(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await profile.getByRole('button', { name: 'Block', exact: true }).click()
    await expectSound(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click()
    await page.getByRole('button', { name: 'Unblock' }).waitFor()
    await page.goto(`${server.origin}/contacts`)
    await page.getByText('gnp.exe').waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: 'Blocked people' }).click()
    await page.getByRole('button', { name: 'Unblock' }).waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: 'Unblock' }).click()
    await page.getByText('Nobody is blocked').waitFor()
  })

  it('hide what a spoiler hides wherever its message is named', async () => {
    const { page } = anna
    const seen = () => page.getByText('butler').evaluateAll(all => all.filter(it => !it.closest('[data-spoiler]')).map(it => it.outerHTML))
    await page.goto(server.origin)
    await writing(eve.page).fill('||the butler|| did it')
    await writing(eve.page).press('Enter')
    const line = page.getByText('▒▒▒▒▒▒ did it').first()
    await line.waitFor()
    expect(await seen(), 'in the list').toEqual([])
    await page.getByRole('textbox', { name: 'Search' }).fill('butler')
    await page.locator('[data-results]').getByText('▒▒▒▒▒▒ did it').waitFor()
    expect(await seen(), 'in a search').toEqual([])
    await page.keyboard.press('Escape')
    await line.click()
    await shown(page, 'did it').dispatchEvent('contextmenu')
    await page.getByRole('menuitem', { name: 'Pin', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Pin' }).click()
    await page.getByRole('button', { name: /^Pinned message.*▒ did it/ }).waitFor()
    await shown(page, 'did it').dispatchEvent('contextmenu')
    await page.getByRole('menuitem', { name: 'Reply', exact: true }).click()
    await page.getByRole('button', { name: /^Reply to.*▒ did it/ }).waitFor()
    expect(await seen(), 'above the composer').toEqual([])
    await writing(page).fill('aha')
    await writing(page).press('Enter')
    await shown(page, 'aha').getByText('▒▒▒▒▒▒ did it').waitFor()
    expect(await seen(), 'in a reply').toEqual([])
  })

  it('broke no rule of the page', async () => {
    await anna.person.leave()
    await eve.person.leave()
  })
})
