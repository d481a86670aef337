// Two devices of one person: what is put in order or begun on one is so on the other.

import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { Machine } from './machine.ts'
import { chat, logIn, pick, say, shown, signUp, stage, writing, type Member } from './stories.ts'

const names = ['Boris', 'Chris', 'Dora', 'Frida']

const { server, browser } = await stage()

let here: Member
let there: Member

beforeAll(async () => {
  const [first, ...others] = await server.invites(1 + names.length)
  here = await signUp(browser, server, first!, 'Anna')
  for (const [i, name] of names.entries()) {
    const machine = await Machine.signUp(server, others[i]!, name)
    await machine.write(await machine.find(first!.number, 'Anna'), [`I am ${name}`])
    machine.close()
    await chat(here.page, name).waitFor()
  }
  there = await logIn(browser, server, first!)
})

/** The chats from the top on, by their names. */
async function order(page: Page): Promise<string> {
  const rows = await page.getByRole('navigation', { name: 'Chats' }).getByRole('listitem').allInnerTexts()
  return rows.flatMap(row => names.filter(name => row.startsWith(name) || row.includes(`\n${name}\n`))).join()
}

const expectOrder = async (wanted: string) => {
  for (const { page } of [here, there]) await expect.poll(() => order(page)).toBe(wanted)
}

describe('pinned chats', () => {
  it('stand on top, the last that was pinned first', async () => {
    await expectOrder('Frida,Dora,Chris,Boris')
    for (const name of ['Boris', 'Chris', 'Dora']) {
      await pick(here.page, chat(here.page, name), 'Pin')
      await expect.poll(() => order(there.page)).toMatch(new RegExp(`^${name}`))
    }
    await expectOrder('Dora,Chris,Boris,Frida')
  })

  it('are moved by dragging', async () => {
    await chat(here.page, 'Boris').dragTo(chat(here.page, 'Dora'))
    await expectOrder('Boris,Dora,Chris,Frida')
    await chat(there.page, 'Boris').dragTo(chat(there.page, 'Dora'))
    await expectOrder('Dora,Boris,Chris,Frida')
    // What is not pinned has no place that it could be given.
    await chat(here.page, 'Dora').dragTo(chat(here.page, 'Frida'))
    await expectOrder('Dora,Boris,Chris,Frida')
  })

  it('are moved by keys, again and again', async () => {
    await chat(here.page, 'Chris').focus()
    await here.page.keyboard.press('ControlOrMeta+Shift+ArrowUp')
    await expectOrder('Dora,Chris,Boris,Frida')
    await here.page.keyboard.press('ControlOrMeta+Shift+ArrowUp')
    await expectOrder('Chris,Dora,Boris,Frida')
    await here.page.keyboard.press('ControlOrMeta+Shift+ArrowDown')
    await expectOrder('Dora,Chris,Boris,Frida')
  })
})

/** An empty line may stand in the box. */
const written = async (page: Page) => (await writing(page).innerText()).trim()

describe('a draft', () => {
  it('is seen in the list of the other device, and written on there', async () => {
    await chat(here.page, 'Boris').click()
    await writing(here.page).pressSequentially('Half a **thought**')
    await chat(there.page, 'Boris').getByText('Draft: Half a thought').waitFor()
    await chat(there.page, 'Boris').click()
    await expect.poll(() => written(there.page)).toBe('Half a thought')
    await writing(there.page).press('End')
    await writing(there.page).pressSequentially(', and the rest')
    await expect.poll(() => written(here.page)).toBe('Half a thought, and the rest')
  })

  it('is gone from both when it was sent', async () => {
    await writing(there.page).press('Enter')
    const got = shown(here.page, 'Half a thought, and the rest')
    await got.waitFor()
    expect(await got.locator('strong').innerText()).toContain('thought')
    await expect.poll(() => written(here.page)).toBe('')
    await expect.poll(() => chat(here.page, 'Boris').getByText('Draft:').count()).toBe(0)
  })

  it('keeps what it replies to', async () => {
    await pick(here.page, shown(here.page, 'I am Boris'), 'Reply')
    await writing(here.page).pressSequentially('So you')
    await there.page.getByText(/^Reply to .Boris/).waitFor()
    await expect.poll(() => written(there.page)).toBe('So you')
    await say(there.page, 'So you are')
    await shown(here.page, 'So you are').getByRole('button', { name: /I am Boris/ }).waitFor()
    await here.page.getByText(/^Reply to .Boris/).waitFor({ state: 'detached' })
    await here.person.leave()
    await there.person.leave()
  })
})
