// A new version of the page: it waits until somebody wants it, and then all tabs have it.

import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { Person } from './browser.ts'
import { standBefore } from './front.ts'
import { comeIn, stage } from './stories.ts'

const NEXT_BUILD = '0123456789ab'

const { server, browser } = await stage()

/** The build of the service worker that is served instead of the one there is. */
let replaced: string | undefined

const origin = await standBefore(server, path => {
  const build = replaced
  return path === '/sw.js' && build !== undefined ? content => content.replaceAll(build, NEXT_BUILD) : undefined
})

const kept = (page: Page) => page.evaluate(() => caches.keys())
const loads = (page: Page) => page.evaluate(() => (globalThis as unknown as { here?: boolean }).here !== true)

it('is offered, taken when somebody says so, by all tabs, and leaves nothing of the old one', async () => {
  const [invite] = await server.invites(1)
  const person = await Person.arrive(browser, origin)
  const page = await person.open(`${origin}/${new URL(invite!.link).hash}`)
  await comeIn(page, 'Anna')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  const [build = ''] = await kept(page)
  expect(build).toMatch(/^heliograph-[0-9a-f]{12}$/)
  const second = await person.open('/contacts')
  await second.getByText('No contacts yet').waitFor()
  for (const tab of [page, second]) await tab.evaluate(() => Object.assign(globalThis, { here: true }))

  replaced = build.replace('heliograph-', '')
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
  const offer = page.getByRole('status').filter({ hasText: 'A new version is here.' })
  await offer.waitFor()
  expect(await Promise.all([page, second].map(loads)), 'nothing loads by itself').toEqual([false, false])
  expect(await kept(page)).toContain(build)

  await offer.getByRole('button', { name: 'Reload' }).click()
  for (const tab of [page, second]) await expect.poll(() => loads(tab).catch(() => false)).toBe(true)
  await page.getByText('No chats yet').waitFor()
  await second.getByText('No contacts yet').waitFor()
  await expect.poll(() => kept(page)).toEqual([`heliograph-${NEXT_BUILD}`])
  await person.leave()
})
