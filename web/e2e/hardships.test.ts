// Devices that are not as one would wish: clocks that are hours off, browsers that keep nothing, and people who want nothing kept.

import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { Person } from './browser.ts'
import { standBefore } from './front.ts'
import { chat, comeIn, keptBy, knock, meet, say, shown, stage, writing, type Member } from './stories.ts'

const { server, browser } = await stage()

/** Has pages and workers of people from here begin with a script. */
async function trouble(script: string): Promise<(name: string) => Promise<Member>> {
  const origin = await standBefore(server, path => (/worker-[^/]*\.js$/.test(path) ? content => `${script}\n${content}` : undefined))
  return async name => {
    const [invite] = await server.invites(1)
    const person = await Person.arrive(browser, origin)
    await person.context.addInitScript(script)
    const page = await person.open(`/${new URL(invite!.link).hash}`)
    await comeIn(page, name)
    return { person, page, invite: invite! }
  }
}

const clockOff = (hours: number) => `{ const now = Date.now; Date.now = () => now() + ${hours * 3_600_000} }`

const slow = await trouble(clockOff(-5))
const fast = await trouble(clockOff(5))
const forgetful = await trouble(`
  IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }
  if ('window' in globalThis) Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })`)

const header = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).locator('..')

it('clocks that are hours off hide nobody who is here, and leave nobody writing for hours', async () => {
  const early = await slow('Anna')
  const late = await fast('Boris')
  await meet(early.page, late.invite.number, 'Boris')
  await say(early.page, 'What time is it?')
  await chat(late.page, 'Anna').click()
  await shown(late.page, 'What time is it?').waitFor()
  await header(late.page, 'Anna').getByText('online').waitFor()
  for (const { page } of [early, late]) await page.getByRole('log').getByRole('button', { name: 'Today' }).waitFor()

  const writes = async (one: Member, name: string, other: Member) => {
    await writing(one.page).pressSequentially('Well')
    const line = header(other.page, name).getByText('writes…')
    await line.waitFor()
    await line.waitFor({ state: 'detached' })
  }
  await Promise.all([writes(early, 'Anna', late), writes(late, 'Boris', early)])
  await early.person.leave()
  await late.person.leave()
}, 120_000)

it('a browser that keeps nothing is told so, and does all else', async () => {
  const { person, page, invite } = await forgetful('Clara')
  await page.getByText('This browser has no room to keep anything').waitFor()
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Saved Messages' }).click()
  await say(page, 'a note')
  await shown(page, 'a note').getByTitle(/\d:\d\d/).waitFor()
  await page.getByRole('button', { name: 'Emoji' }).click()
  await page.reload()
  await knock(page, invite.number)
  await page.getByLabel('Code').waitFor()
  await person.leave()
})

it('a screen that cannot be fetched says so in its place, and is shown when it can be', async () => {
  const [invite] = await server.invites(1)
  const person = await Person.arrive(browser, server.origin, { serviceWorkers: 'block' })
  const page = await person.open(invite!.link)
  await comeIn(page, 'Emil')
  const files = /assets\/(Contacts|Settings)-/
  await page.route(files, route => route.abort())
  await page.getByRole('button', { name: 'New chat' }).click()
  const failed = page.getByRole('alert').filter({ hasText: 'You are offline' })
  await failed.waitFor()
  await failed.getByRole('button', { name: 'Try again' }).click()
  await failed.waitFor()
  await page.unroute(files)
  await failed.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'Contacts' }).waitFor()
  // Its looks have come as well.
  const looks = () => page.evaluate(() => [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(it => it.sheet?.cssRules.length))
  expect(await looks()).not.toContain(undefined)
  await person.leave()
})

it('whoever has everything forgotten leaves nothing', async () => {
  const [invite] = await server.invites(1)
  const person = await Person.arrive(browser, server.origin)
  const page = await person.open(invite!.link)
  await comeIn(page, 'Dora')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Saved Messages' }).click()
  await say(page, 'a secret')
  await shown(page, 'a secret').waitFor()
  await shown(page, 'a secret').locator('[data-state=sending]').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Emoji' }).click()
  await page.locator('[data-emoji]').first().click()
  await page.goto(`${server.origin}/settings/appearance`)
  await page.getByRole('radio', { name: 'Dark' }).click()
  await page.goto(`${server.origin}/settings/storage`)
  await page.getByText('1 message').waitFor()
  await page.getByRole('button', { name: 'Forget everything' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click()
  await page.waitForURL(`${server.origin}/`)
  await page.getByRole('textbox', { name: 'Number' }).waitFor()
  await expect.poll(() => keptBy(page)).toEqual([0, 0, 0, 0])
  const left = () =>
    page.evaluate(async () => [...Object.keys(localStorage), ...(await caches.keys()), ...(await navigator.serviceWorker.getRegistrations()).map(it => it.scope)])
  await expect.poll(left).toEqual([])
  await person.leave()
})
