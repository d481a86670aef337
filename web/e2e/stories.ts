// What people do in nearly every story.

import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { openBrowser, Person } from './browser.ts'
import { Server, type Invite } from './server.ts'

/** A server and a browser for the stories of a file. */
export async function stage(): Promise<{ server: Server; browser: Browser }> {
  const server = await Server.start()
  const browser = await openBrowser()
  afterAll(async () => {
    await browser.close()
    await server.close()
  })
  return { server, browser }
}

/** Somebody who has come in by an invite link. */
export interface Member {
  person: Person
  page: Page
  invite: Invite
}

/** Takes an invitation that is open in the page, and says what to be called. */
export async function comeIn(page: Page, firstName: string, lastName = ''): Promise<void> {
  await page.getByRole('button', { name: 'Continue as' }).click()
  await page.getByLabel('First name').fill(firstName)
  await page.getByLabel('Last name').fill(lastName)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByText('No chats yet').waitFor()
}

/** Opens an invite's link in a profile of its own and signs up. */
export async function signUp(
  browser: Browser,
  server: Server,
  invite: Invite,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Member> {
  const person = await Person.arrive(browser, server.origin, options)
  const page = await person.open(invite.link)
  await comeIn(page, name)
  return { person, page, invite }
}

/** Enters a number at the door. */
export async function knock(page: Page, number: string): Promise<void> {
  await page.getByLabel('Number').fill(number)
  await page.getByRole('button', { name: 'Next' }).click()
}

/** Another device of a member, let in by a code that the server's owner makes. */
export async function logIn(browser: Browser, server: Server, invite: Invite, options: BrowserContextOptions = {}): Promise<Member> {
  const code = (await server.run('code', invite.number)).trim()
  const person = await Person.arrive(browser, server.origin, options)
  const page = await person.open()
  await knock(page, invite.number)
  await page.getByLabel('Code').fill(code)
  await page.getByRole('navigation', { name: 'Chats' }).waitFor()
  return { person, page, invite }
}

/** Where messages are written. */
export const writing = (page: Page) => page.getByRole('textbox', { name: 'Write a message' })

/** Adds somebody to the contacts by number, which opens the conversation. */
export async function meet(page: Page, number: string, name: string): Promise<void> {
  await page.goto(new URL('/contacts', page.url()).href)
  await page.getByRole('button', { name: 'Add a contact' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Add a contact' })
  await dialog.getByRole('button', { name: 'Number', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Number', exact: true }).fill(number)
  await dialog.getByLabel('First name').fill(name)
  await dialog.getByRole('button', { name: 'Add a contact' }).click()
  await writing(page).waitFor()
}

export async function say(page: Page, text: string): Promise<void> {
  await writing(page).fill(text)
  await writing(page).press('Enter')
}

/** A chat in the list, by a name in it. */
export const chat = (page: Page, name: string) => page.getByRole('navigation', { name: 'Chats' }).getByRole('listitem').filter({ hasText: name }).getByRole('link')

/** Picks something from the menu that a right click opens. A message that is still on its way to the server has another menu. */
export async function pick(page: Page, on: Locator, item: string): Promise<void> {
  await on.locator('[data-state=sending]').waitFor({ state: 'detached' })
  await on.click({ button: 'right' })
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

/** The messages that are on the screen and hold a text. */
export const shown = (page: Page, text: string) => page.getByRole('log').getByRole('article').filter({ hasText: text })

/** Waits until what somebody wrote has come to the server. */
export const sent = (page: Page, text: string) => shown(page, text).locator('[data-state=sent]').waitFor()

/** Waits until all that a page has loaded is kept on the device: from then on it starts without a connection. */
export async function kept(page: Page): Promise<void> {
  const missing = () =>
    page.evaluate(async () => {
      await navigator.serviceWorker.ready
      const loaded = performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)
      const found = await Promise.all(loaded.map(path => !path.startsWith('/assets/') || caches.match(path)))
      return loaded.filter((_, at) => !found[at])
    })
  await expect.poll(missing).toEqual([])
}

/** How many messages, chats, people and unsent messages a device keeps. */
export const keptBy = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((found, failed) => {
        request.onsuccess = () => found(request.result)
        request.onerror = () => failed(request.error)
      })
    const base = await done(indexedDB.open('heliograph'))
    const counts = await Promise.all(['messages', 'dialogs', 'peers', 'outbox'].map(table => done(base.transaction(table).objectStore(table).count())))
    base.close()
    return counts
  })
