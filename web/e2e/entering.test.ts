// The ways in: by a code that another device got, by a QR code that another device confirms; and what is said of a wrong code.

import { beforeAll, describe, expect, it } from 'vitest'
import { Person } from './browser.ts'
import { chat, knock, say, signUp, stage, writing, type Member } from './stories.ts'

const { server, browser } = await stage()

let anna: Member

beforeAll(async () => {
  const [first] = await server.invites(1)
  anna = await signUp(browser, server, first!, 'Anna')
  await anna.page.getByRole('button', { name: 'Menu' }).click()
  await anna.page.getByRole('menuitem', { name: 'Saved Messages' }).click()
  await say(anna.page, 'A note to all my devices')
})

/** Not this code, but one of its kind. */
const wrong = (code: string, by: number) => [...code].map(digit => (Number(digit) + by) % 10).join('')

describe('a code', () => {
  it('comes to the devices that are in, and wrong ones are said to be so, then cost time that is counted down', async () => {
    const person = await Person.arrive(browser, server.origin)
    const page = await person.open()
    await page.clock.install()
    await knock(page, anna.invite.number)
    await chat(anna.page, 'Login code').click()
    const notice = await anna.page.getByRole('log').getByRole('article').filter({ hasText: 'Login code' }).innerText()
    const code = /Login code: (\d+)/.exec(notice)?.[1] ?? ''
    expect(await writing(anna.page).count(), 'nobody writes to the service').toBe(0)

    for (let by = 1; by <= 4; by++) {
      await page.getByLabel('Code').fill(wrong(code, by))
      await page.getByText(/^That is not the code/).waitFor()
      await page.getByRole('button', { name: 'Log in', exact: true }).and(page.locator(':enabled')).waitFor()
    }
    // The clock of the page stands still as long as it is looked at.
    await page.clock.pauseAt(Date.now() + 60_000)
    await page.getByLabel('Code').fill(wrong(code, 5))
    await page.getByText(/^Too many tries\. Wait 0:0[1-4]\.$/).waitFor()
    expect(await page.getByRole('button', { name: 'Log in', exact: true }).isDisabled()).toBe(true)
    await page.clock.resume()
    await page.getByText(/^Too many tries/).waitFor({ state: 'detached' })
    await page.getByLabel('Code').fill(code)
    await chat(page, 'Saved Messages').getByText('A note to all my devices').waitFor()
    await person.leave()
  })

  it('of a number that nobody has looks like any other', async () => {
    const person = await Person.arrive(browser, server.origin)
    const page = await person.open()
    const number = page.getByLabel('Number')
    await number.fill('hello')
    await number.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'That is not a number' }).waitFor()
    await knock(page, '+888 0000 0001')
    await page.getByLabel('Code').fill('12345')
    await page.getByText(/^That is not the code/).waitFor()
    await page.getByRole('button', { name: 'Use another number' }).click()
    await page.getByLabel('Number').waitFor()
    await person.leave()
  })
})

describe('a QR code', () => {
  it('lets in who shows it once a device that is in has said yes, and not before', async () => {
    const person = await Person.arrive(browser, server.origin, { permissions: ['clipboard-read', 'clipboard-write'] })
    const page = await person.open()
    await page.getByRole('button', { name: 'Log in by QR code' }).click()
    await page.getByRole('img', { name: /^QR code/ }).waitFor()
    /** The link that is shown now: none is good for long. */
    const copied = async () => {
      await page.evaluate(() => navigator.clipboard.writeText(''))
      await page.getByRole('button', { name: 'Copy the link' }).click()
      const text = () => page.evaluate(() => navigator.clipboard.readText())
      await expect.poll(text).toMatch(new RegExp(`^${server.origin}/#/login\\?token=[\\w-]{20,}$`))
      return text()
    }

    // Opened as a camera opens it; somebody who did not mean it says no.
    await anna.page.goto(await copied())
    const question = anna.page.getByRole('dialog', { name: 'Let this device in?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => anna.page.url()).not.toContain('token')
    await page.getByRole('img', { name: /^QR code/ }).waitFor()

    // Pasted by hand.
    await anna.page.goto(`${server.origin}/settings/devices`)
    await anna.page.getByRole('button', { name: 'Let a device in' }).click()
    const paste = anna.page.getByRole('dialog', { name: 'Let a device in' })
    await paste.getByLabel('Link from the other device').fill('https://elsewhere.example/#/login?token=abcdefghijklmnopqrstuvwxyz')
    await paste.getByText('That is not a log-in link of this server.').waitFor()
    const link = await copied()
    await paste.getByLabel('Link from the other device').fill(link)
    await paste.getByRole('button', { name: 'Next' }).click()
    await question.getByRole('button', { name: 'Let it in' }).click()
    await anna.page.getByText(/is in\.$/).waitFor()
    await chat(page, 'Saved Messages').getByText('A note to all my devices').waitFor()

    // A link is good once.
    await anna.page.goto(link)
    await question.getByRole('button', { name: 'Let it in' }).click()
    await question.getByText('This code is too old. The other device shows a new one.').waitFor()
    await question.getByRole('button', { name: 'Close' }).click()
    await person.leave()
    await anna.person.leave()
  })
})
