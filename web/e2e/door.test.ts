// What a link that anybody can send does, and what it does not do by itself.

import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { Person } from './browser.ts'
import type { Invite } from './server.ts'
import { comeIn, signUp, stage } from './stories.ts'

const { server, browser } = await stage()

const goOn = (page: Page) => page.getByRole('button', { name: 'Continue as' })
const linkOf = (number: string, code: string) => `${server.origin}/#/invite?n=${number.slice(1)}&c=${code}`
const another = (code: string) => `${(Number(code[0]) + 1) % 10}${code.slice(1)}`

/** To another place without loading the page anew, as somebody goes who puts a link into the address bar. */
const follow = (page: Page, link: string) => page.evaluate(to => void (location.href = to), link)

/** Holds the page's clock, and says what runs it on. */
async function stopClock(page: Page): Promise<(millis: number) => Promise<void>> {
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
  return millis => page.clock.runFor(millis)
}

it('an invitation logs nobody in before they say so', async () => {
  const [forAnna] = await server.invites(1)
  const person = await Person.arrive(browser, server.origin)
  const page = await person.open(forAnna!.link)
  await page.getByText(`lets you in to ${new URL(server.origin).host}`).waitFor()
  const number = forAnna!.number.replace(/^\+888(....)/, '+888 $1 ')
  expect(await goOn(page).innerText()).toBe(`Continue as ${number}`)
  await expect.poll(() => page.url(), { message: 'the code is gone from the address' }).toBe(`${server.origin}/`)
  await page.reload()
  expect(await goOn(page).innerText(), 'it outlives a reload').toContain(number)
  await page.getByRole('button', { name: 'Use another number' }).click()
  await expect.poll(() => page.getByRole('textbox', { name: 'Number' }).inputValue()).toBe(number)
  await follow(page, forAnna!.link)
  await comeIn(page, 'Anna')
  await expect.poll(() => page.evaluate(() => sessionStorage.length), { message: 'and is gone with its use' }).toBe(0)
  await person.leave()
})

it('an invitation asks before it takes the place of whoever is in', async () => {
  const [forAnna, forEve] = await server.invites(2)
  const anna = await signUp(browser, server, forAnna!, 'Anna')
  const { page } = anna
  const question = page.getByRole('dialog', { name: 'Use this invitation here?' })
  await follow(page, forEve!.link)
  await question.getByText('Anna').waitFor()
  expect(page.url()).toContain('invite')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('No chats yet').waitFor()
  await expect.poll(() => page.url()).toBe(`${server.origin}/`)

  await follow(page, forAnna!.link)
  await expect.poll(() => page.evaluate(() => location.href), { message: 'it is their own' }).toBe(`${server.origin}/`)
  expect(await question.count()).toBe(0)

  await follow(page, forEve!.link)
  await question.getByRole('button', { name: 'Log out and continue' }).click()
  await page.getByText('You are logged out').waitFor()
  await comeIn(page, 'Eve')
  await anna.person.leave()
})

it('says whether an invitation is used up or wrong', async () => {
  const [used, fresh] = await server.invites(2)
  const anna = await signUp(browser, server, used!, 'Anna')
  const person = await Person.arrive(browser, server.origin)
  const page = await person.open()
  const refused = async ({ number }: Invite, code: string, words: string) => {
    await follow(page, linkOf(number, code))
    await goOn(page).click()
    await page.getByText(words).waitFor()
    await expect.poll(() => page.getByRole('textbox', { name: 'Code' }).inputValue()).toBe('')
  }
  await refused(used!, used!.code, 'was used already')
  await refused(fresh!, another(fresh!.code), 'is not right')
  // The account's other device has got the code that is wanted now.
  await anna.page.getByText('Login code').first().waitFor()
  await person.leave()
  await anna.person.leave()
})

it('takes no press that cannot be meant', async () => {
  const [forAnna, forEve] = await server.invites(2)
  const anna = await signUp(browser, server, forAnna!, 'Anna')
  const { page } = anna
  const pass = await stopClock(page)
  for (const [link, button] of [
    [`${server.origin}/#/login?token=AQIDBAUGBwgJCgsMDQ4P`, 'Let it in'],
    [forEve!.link, 'Log out and continue'],
  ] as const) {
    await follow(page, link)
    const yes = page.getByRole('dialog').getByRole('button', { name: button })
    await expect.poll(() => yes.isDisabled(), { message: 'it has just come' }).toBe(true)
    await pass(499)
    expect(await yes.isDisabled(), 'nobody reads so fast').toBe(true)
    await pass(1)
    await expect.poll(() => yes.isEnabled()).toBe(true)
    // A window that lay above the page is gone.
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await expect.poll(() => yes.isDisabled(), { message: 'it is seen only now' }).toBe(true)
    await pass(500)
    await expect.poll(() => yes.isEnabled()).toBe(true)
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  }
  await anna.person.leave()
})
