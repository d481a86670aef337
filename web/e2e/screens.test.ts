// Every main screen, from 320 to 2560 pixels wide, light and dark, in English, in Chinese and as if English were written from the
// right: its picture goes to web/target/pictures to be looked at, and axe-core finds nothing wrong with it.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { narrow, openBrowser, Person, wide } from './browser.ts'
import { Server, type Invite } from './server.ts'
import { comeIn } from './stories.ts'

const pictures = join(import.meta.dirname, '../target/pictures')

let server: Server
let browser: Browser
let clara: Person
let page: Page
let boris = ''
let stranger: Person
let door: Page

/** Somebody signs up by an invitation and takes a name that others find them by. */
async function arrive(invite: Invite, firstName: string, lastName: string, userName: string): Promise<[Person, Page]> {
  const person = await Person.arrive(browser, server.origin, { reducedMotion: 'reduce', locale: 'en-GB' })
  const page = await person.open(invite.link)
  page.setDefaultTimeout(20_000)
  await comeIn(page, firstName, lastName)
  await go(page, '/settings/username')
  await page.getByRole('textbox', { name: 'User name' }).fill(userName)
  await page.getByText(`@${userName} is free`).waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Your link').waitFor()
  return [person, page]
}

/** To another screen, without loading the page anew. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    history.pushState({ depth: 1 }, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

const composer = (page: Page) => page.locator('[contenteditable]')

async function write(page: Page, ...lines: string[]): Promise<void> {
  for (const line of lines) {
    await composer(page).click()
    await page.keyboard.insertText(line)
    await page.keyboard.press('Enter')
    await page.getByText(line).last().waitFor()
  }
}

beforeAll(async () => {
  await mkdir(pictures, { recursive: true })
  server = await Server.start()
  browser = await openBrowser()
  const [first, second, ...rest] = await server.invites(5)
  ;[clara, page] = await arrive(first!, 'Clara', 'Winter', 'clara_winter')
  const [borisHere, borisPage] = await arrive(second!, 'Boris', 'Hale', 'boris_hale')
  const others: [string, string, string, string][] = [
    ['王', '小明', 'xiaoming', '明天一起去看日出吗？早上五点半，在山脚下的茶馆门口。'],
    ['Олена', 'Коваль', 'olena_k', 'Надіслала листа, подивись, коли буде час'],
    ['Ada', 'Moreau', 'ada_moreau', 'It did! Thank you so much ❤️'],
  ]
  for (const [i, [firstName, lastName, userName, line]] of others.entries()) {
    const [person, at] = await arrive(rest[i]!, firstName, lastName, userName)
    await go(at, '/@clara_winter')
    await write(at, line)
    await page.waitForFunction(count => document.title === `(${count}) Heliograph`, i + 1)
    await person.leave()
  }
  await go(borisPage, '/@clara_winter')
  await write(borisPage, 'The sun is up. Meet you at the tower at nine?')
  await go(page, '/@boris_hale')
  await page.getByText('at the tower at nine').last().waitFor()
  await write(page, 'Yes. I bring the mirror.', 'And the old map, if I find it')
  await write(borisPage, 'And the long lens, please 🔭', 'Path is dry, take the short way')
  await page.getByText('take the short way').last().waitFor()
  boris = new URL(page.url()).pathname
  await borisHere.leave()
  stranger = await Person.arrive(browser, server.origin, { reducedMotion: 'reduce', locale: 'en-GB' })
  door = await stranger.open()
}, 180_000)

afterAll(async () => {
  await clara?.leave()
  await stranger?.leave()
  await browser?.close()
  await server?.close()
})

const sizes = { wide, narrow, least: { width: 320, height: 568 }, most: { width: 2560, height: 1440 } }

interface Look {
  size: keyof typeof sizes
  theme: 'light' | 'dark'
  language: 'en' | 'zh'
  direction?: 'rtl'
}

const looks: Look[] = [
  { size: 'wide', theme: 'light', language: 'en' },
  { size: 'narrow', theme: 'light', language: 'en' },
  { size: 'wide', theme: 'dark', language: 'en' },
  { size: 'narrow', theme: 'dark', language: 'en' },
  { size: 'wide', theme: 'light', language: 'zh' },
  { size: 'narrow', theme: 'dark', language: 'zh' },
  { size: 'least', theme: 'light', language: 'en' },
  { size: 'most', theme: 'light', language: 'en' },
  { size: 'wide', theme: 'light', language: 'en', direction: 'rtl' },
  { size: 'narrow', theme: 'dark', language: 'en', direction: 'rtl' },
]

const invitation = '/#/invite?n=88801234567&c=12345'

/** Where a screen is, and what is seen when it is there. */
const screens: [name: string, show: () => Promise<Page>][] = [
  ['login', async () => door],
  ['login-qr', async () => {
    await door.locator('form + p button').click()
    await door.locator('svg[role=img]').waitFor()
    return door
  }],
  ['login-invited', async () => {
    await door.evaluate(to => void (location.href = to), invitation)
    await door.locator('form button[type=submit]:enabled').waitFor()
    return door
  }],
  ['invited', async () => {
    await go(page, invitation)
    await page.locator('dialog[open] button:enabled').nth(1).waitFor()
    return page
  }],
  ['list', () => at('/', 'a[href^="/u/"]')],
  ['conversation', () => at(boris, '[contenteditable]')],
  ['emoji', async () => {
    await at(boris, '[contenteditable]')
    await composer(page).locator('xpath=preceding-sibling::button').click()
    await page.locator('[contenteditable]').locator('xpath=../following-sibling::div//button').nth(40).waitFor()
    return page
  }],
  ['forward', async () => {
    await at(boris, '[role=article]')
    await page.locator('[role=article]').nth(1).focus()
    for (const key of ['Space', 'Shift+ArrowDown']) await page.keyboard.press(key)
    await page.locator('[role=toolbar] button').nth(2).click()
    await page.locator('dialog [role=option]').first().waitFor()
    return page
  }],
  ['profile', () => at(`${boris}/info`, 'text=@boris_hale')],
  ['contacts', () => at('/contacts', 'h1')],
  ['search', async () => {
    await at('/', '[data-search]')
    await page.locator('[data-search]').fill('tower')
    await page.locator('[data-results] mark').first().waitFor()
    return page
  }],
  ['keys', async () => {
    await at('/', '[data-search]')
    await page.keyboard.press('?')
    await page.locator('dialog kbd').nth(20).waitFor()
    return page
  }],
  ['menu', async () => {
    await at('/', 'a[href^="/u/"]')
    await page.locator('a[href^="/u/"]').nth(1).click({ button: 'right' })
    await page.locator('[role=menu]').waitFor()
    return page
  }],
  ['settings', () => at('/settings', 'text=Clara Winter')],
  ['settings-privacy', () => at('/settings/privacy', 'h1 >> nth=0')],
  ['settings-devices', () => at('/settings/devices', 'text=Heliograph Web')],
  ['settings-appearance', () => at('/settings/appearance', 'input[type=range]')],
  ['settings-storage', () => at('/settings/storage', 'text=/MB|kB|兆|千字节/')],
]

async function at(path: string, sign: string): Promise<Page> {
  await go(page, path)
  await page.locator(sign).first().waitFor()
  return page
}

const nameOf = ({ size, theme, language, direction }: Look) => [size, theme, language, direction].filter(Boolean).join('-')

describe.each(looks.map(look => ({ name: nameOf(look), ...look })))('$name', ({ name: look, size, theme, language, direction }) => {
  beforeAll(async () => {
    for (const one of [page, door]) {
      await one.setViewportSize(sizes[size])
      await one.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await one.evaluate(chosen => {
        localStorage.setItem('heliograph.preferences', JSON.stringify({ language: chosen }))
        // The invitation of the look before.
        sessionStorage.clear()
      }, language)
      await one.goto(`${server.origin}/`)
    }
    await door.locator('input[type=tel]').waitFor()
    await page.locator('a[href^="/u/"]').first().waitFor()
    if (direction) for (const one of [page, door]) await one.evaluate(to => (document.documentElement.dir = to), direction)
  })

  it.each(screens)('%s', async (name, show) => {
    const shown = await show()
    await settled(shown)
    await shown.screenshot({ path: join(pictures, `${name}-${look}.png`) })
    expect(await widerThanItsWindow(shown)).toBe(false)
    expect(await faults(shown)).toEqual([])
    for (const key of ['Escape', 'Escape']) await shown.keyboard.press(key)
  })
})

/** Nothing is on its way any more and nothing moves. */
const settled = (shown: Page) =>
  shown.waitForFunction(
    () => !document.querySelector('[aria-busy=true]') && document.getAnimations().every(one => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity),
  )

const widerThanItsWindow = (shown: Page) => shown.evaluate(() => document.documentElement.scrollWidth > innerWidth)

async function faults(shown: Page): Promise<string[]> {
  await shown.evaluate(axe.source)
  return shown.evaluate(async () => {
    const run = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations } = await run.run(document, { resultTypes: ['violations'] })
    return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`))
  })
}
