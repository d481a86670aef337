// Where reading begins, and what is done with many messages at once.

import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { chat, meet, say, sent, shown, signUp, stage, type Member } from './stories.ts'

const seen = Array.from({ length: 12 }, (_, i) => `seen ${i + 1}.`)
const fresh = Array.from({ length: 28 }, (_, i) => `fresh ${i + 1}.`)

const { server, browser } = await stage()

let anna: Member
let boris: Member

beforeAll(async () => {
  const [first, second] = await server.invites(2)
  anna = await signUp(browser, server, first!, 'Anna', { permissions: ['clipboard-read', 'clipboard-write'] })
  boris = await signUp(browser, server, second!, 'Boris')
  await meet(boris.page, first!.number, 'Anna')
})

const line = (page: Page) => page.getByRole('separator').filter({ hasText: 'Unread messages' })

/** The first message below the line. */
const below = (page: Page) => line(page).locator('xpath=following::*[@role="article"][1]').innerText()

const inSight = (page: Page, text: string) =>
  shown(page, text).evaluate(row => {
    const { top, bottom } = row.getBoundingClientRect()
    const log = row.closest('[role=log]')!.getBoundingClientRect()
    return top >= log.top && bottom <= log.bottom
  })

describe('the line above what is not read', () => {
  it('is where a conversation opens, and what is below it is read as it is seen', async () => {
    const { page } = anna
    for (const text of seen) await say(boris.page, text)
    await chat(page, 'Boris').getByText('seen 12.').waitFor()
    await chat(page, 'Boris').click()
    await shown(page, 'seen 12.').waitFor()
    await expect.poll(() => chat(page, 'Boris').getByText('unread').count()).toBe(0)

    await page.goto(`${server.origin}/settings`)
    for (const text of fresh) await say(boris.page, text)
    await page.goto(server.origin)
    await chat(page, 'Boris').getByText('28 unread messages').waitFor()
    await chat(page, 'Boris').click()
    await line(page).waitFor()
    await expect.poll(() => below(page)).toContain('fresh 1.')
    await expect.poll(() => inSight(page, 'fresh 1.')).toBe(true)
    await expect.poll(() => inSight(page, 'seen 12.')).toBe(true)
    // Some are seen at once, and some are not.
    await expect.poll(() => chat(page, 'Boris').getByText('28 unread messages').count()).toBe(0)
    await page.getByRole('button', { name: /^To the newest message, \d+ unread/ }).click()
    await expect.poll(() => chat(page, 'Boris').getByText('unread').count()).toBe(0)
    await shown(boris.page, 'fresh 28.').getByTitle('Read', { exact: true }).waitFor()
  })

  it('stays while it is being read, and goes with an answer', async () => {
    const { page } = anna
    await say(boris.page, 'fresh 29.')
    await shown(page, 'fresh 29.').waitFor()
    expect(await line(page).count()).toBe(1)
    expect(await below(page)).toContain('fresh 1.')
    await say(page, 'So much at once')
    await expect.poll(() => line(page).count()).toBe(0)
    await sent(page, 'So much at once')
  })

  it('is not there when all was read', async () => {
    const { page } = anna
    await shown(boris.page, 'fresh 29.').getByTitle('Read', { exact: true }).waitFor()
    await page.goto(server.origin)
    await chat(page, 'Boris').waitFor()
    await expect.poll(() => chat(page, 'Boris').getByText('unread').count()).toBe(0)
    await chat(page, 'Boris').click()
    await shown(page, 'So much at once').waitFor()
    expect(await line(page).count()).toBe(0)
  })
})

describe('many messages at once', () => {
  it('are selected by keys, and copied with who wrote them', async () => {
    const { page } = anna
    await shown(page, 'So much at once').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowUp')
    await page.keyboard.press('Shift+ArrowUp')
    const bar = page.getByRole('toolbar', { name: '3 messages' })
    await bar.getByRole('button', { name: 'Copy' }).click()
    await bar.waitFor({ state: 'detached' })
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/^Boris, today at [^\n]+:\nfresh 28\.\n\nBoris, today at [^\n]+:\nfresh 29\.\n\nYou, today at [^\n]+:\nSo much at once$/)
  })

  it('are selected by a stretch of clicks, and deleted for both', async () => {
    const { page } = anna
    const edge = { position: { x: 4, y: 4 } }
    await shown(page, 'So much at once').click({ modifiers: ['ControlOrMeta'], ...edge })
    await shown(page, 'fresh 27.').click({ modifiers: ['Shift'], ...edge })
    // One is let go again.
    await shown(page, 'fresh 28.').click(edge)
    await page.getByRole('toolbar', { name: '3 messages' }).getByRole('button', { name: 'Delete' }).click()
    const question = page.getByRole('dialog', { name: 'Delete 3 messages?' })
    await question.getByRole('checkbox', { name: /^Also for .Boris/ }).check()
    await question.getByRole('button', { name: 'Delete' }).click()
    for (const one of [page, boris.page]) {
      for (const text of ['So much at once', 'fresh 29.', 'fresh 27.']) await shown(one, text).waitFor({ state: 'detached' })
      await shown(one, 'fresh 28.').waitFor()
    }
    await chat(page, 'Boris').getByText('fresh 28.').waitFor()
    await anna.person.leave()
    await boris.person.leave()
  })
})
