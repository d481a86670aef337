// What people choose for themselves, what others see of it, and how far keys alone lead.

import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { chat, meet, pick, say, sent, shown, signUp, stage, writing, type Member } from './stories.ts'

const { server, browser } = await stage()

let anna: Member
let boris: Member

beforeAll(async () => {
  const [first, second] = await server.invites(2)
  anna = await signUp(browser, server, first!, 'Anna')
  boris = await signUp(browser, server, second!, 'Boris')
  await meet(anna.page, second!.number, 'Boris')
  await say(anna.page, 'Hello')
  await chat(boris.page, 'Anna').click()
  await shown(boris.page, 'Hello').waitFor()
})

const looks = (page: Page) =>
  page.evaluate(() => {
    const { dataset, lang } = document.documentElement
    return { theme: dataset['theme'], accent: dataset['accent'], density: dataset['density'], lang, letters: getComputedStyle(document.documentElement).fontSize }
  })

it('looks and language are as they were chosen, in every tab and after a reload', async () => {
  const { page } = anna
  const second = await anna.person.open('/')
  await chat(second, 'Boris').waitFor()
  const row = () => chat(second, 'Boris').evaluate(it => it.getBoundingClientRect().height)
  expect(await looks(second)).toEqual({ accent: 'sea', density: 'cosy', lang: 'en', letters: '16px' })
  expect(await row()).toBe(72)
  await page.goto(`${server.origin}/settings/appearance`)
  for (const choice of ['Dark', 'Rose', 'Compact']) await page.getByRole('radio', { name: choice }).click()
  await page.getByRole('slider', { name: 'Text size' }).fill('125')
  await page.goto(`${server.origin}/settings/language`)
  await page.getByText('Українська').click()
  await page.getByRole('heading', { name: 'Мова' }).waitFor()
  const chosen = { theme: 'dark', accent: 'rose', density: 'compact', lang: 'uk', letters: '20px' }
  await expect.poll(() => looks(page)).toEqual(chosen)
  await second.getByRole('navigation', { name: 'Чати' }).waitFor()
  await expect.poll(() => looks(second)).toEqual(chosen)
  await second.reload()
  await second.getByRole('navigation', { name: 'Чати' }).waitFor()
  expect(await looks(second)).toEqual(chosen)
  await expect.poll(() => second.locator('nav a[href^="/u/"]').evaluate(it => it.getBoundingClientRect().height)).toBe(70)
  await second.evaluate(() => localStorage.removeItem('heliograph.preferences'))
  await second.close()
  await page.goto(server.origin)
  await chat(page, 'Boris').waitFor()
})

it('keys alone lead to a chat, into it and out of it', async () => {
  const { page } = anna
  await page.goto(server.origin)
  await chat(page, 'Boris').waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href') ?? '')
  for (let steps = 0; steps < 6 && !(await focused()).startsWith('/u/'); steps++) await page.keyboard.press('Tab')
  expect(await focused()).toMatch(/^\/u\/\d+$/)
  await page.keyboard.press('Enter')
  await writing(page).and(page.locator(':focus')).waitFor()
  await page.keyboard.type('by keys')
  await page.keyboard.press('Enter')
  await sent(page, 'by keys')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.type(' alone')
  await page.keyboard.press('Enter')
  await shown(page, 'by keys alone').getByText('edited').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.url()).toBe(`${server.origin}/`)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('alone')
  await page.locator('[data-results] mark').waitFor()
  await page.keyboard.press('Enter')
  await shown(page, 'by keys alone').waitFor()
})

it('emoji are found by name, and come in the tone that was chosen', async () => {
  const { page } = anna
  await page.getByRole('button', { name: 'Emoji', exact: true }).click()
  const picker = page.getByRole('dialog', { name: 'Emoji' })
  await picker.getByRole('button', { name: 'Skin tone' }).click()
  await page.getByRole('menuitemradio', { name: 'Medium dark' }).click()
  await picker.getByRole('searchbox').fill('thumbs up')
  await picker.getByRole('button', { name: 'thumbs up' }).first().click()
  await expect.poll(() => writing(page).innerText()).toContain('👍🏾')
  await picker.getByRole('button', { name: 'Cancel' }).click()
  await page.keyboard.press('Enter')
  await shown(boris.page, '👍🏾').locator('[data-big="1"]').waitFor()
  await writing(page).pressSequentially(':rocket')
  await page.getByRole('listbox').getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => writing(page).innerText()).toContain('🚀')
  await writing(page).fill('')
})

it('a name is what its owner says, or what one calls them oneself', async () => {
  await boris.page.goto(`${server.origin}/settings/profile`)
  await boris.page.getByLabel('First name').fill('Boris Borisovich')
  await boris.page.getByLabel('About you').fill('Keeps the lighthouse')
  await boris.page.getByRole('button', { name: 'Save' }).click()
  await boris.page.getByText('Saved', { exact: true }).waitFor()
  const { page } = anna
  const title = (name: string) => page.getByRole('heading', { name, exact: true, level: 1 })
  await title('Boris').click()
  await page.getByText('Keeps the lighthouse').waitFor()
  await page.getByRole('button', { name: 'Edit contact' }).click()
  await page.getByRole('dialog').getByLabel('First name').fill('Captain')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await title('Captain').waitFor()
  await page.getByRole('button', { name: 'Delete contact' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete contact' }).click()
  await title('Boris Borisovich').waitFor()
})

it('a birthday is seen as it is told, with the year or without it, until it is taken back', async () => {
  const mine = boris.page
  const theirs = anna.page
  await meet(mine, anna.invite.number, 'Anna')
  const save = mine.getByRole('button', { name: 'Save' })
  const part = (name: string) => mine.getByLabel(name, { exact: true })
  const told = async (chosen: Record<string, string>) => {
    await mine.goto(`${server.origin}/settings/profile`)
    for (const [name, value] of Object.entries(chosen)) await part(name).selectOption(value)
    await save.click()
    await mine.getByText('Saved', { exact: true }).waitFor()
    await theirs.reload()
    await theirs.getByText('Keeps the lighthouse').waitFor()
    return theirs.getByText('February').allInnerTexts()
  }
  await mine.goto(`${server.origin}/settings/profile`)
  await part('Day').selectOption('31')
  await expect.poll(() => save.isDisabled()).toBe(true)
  // There is no such day: it is the last one of the month.
  expect(await told({ Day: '31', Month: '2', Year: '1996' })).toEqual(['29 February 1996'])
  expect(await told({ Year: '0' })).toEqual(['29 February'])
  expect(await told({ Day: '0', Month: '0' })).toEqual([])
})

it('an answer to what was deleted meanwhile is sent all the same', async () => {
  await boris.page.goto(server.origin)
  await chat(boris.page, 'Anna').click()
  await say(boris.page, 'I should not have said that')
  const { page } = anna
  await pick(page, shown(page, 'I should not'), 'Reply')
  await page.getByRole('button', { name: /^Reply to/ }).waitFor()
  await pick(boris.page, shown(boris.page, 'I should not'), 'Delete')
  await boris.page.getByRole('dialog').getByRole('checkbox').check()
  await boris.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await shown(page, 'I should not').waitFor({ state: 'detached' })
  await say(page, 'What did you say?')
  await sent(page, 'What did you say?')
  await shown(boris.page, 'What did you say?').waitFor()
})

it('who deletes their account is seen to be gone', async () => {
  await boris.page.goto(`${server.origin}/settings/privacy`)
  await boris.page.getByRole('button', { name: 'Delete my account' }).click()
  const question = boris.page.getByRole('dialog', { name: 'Delete your account?' })
  const yes = question.getByRole('button', { name: 'Delete for ever' })
  expect(await yes.isDisabled()).toBe(true)
  await question.getByRole('textbox').fill('DELETE')
  await yes.click()
  await boris.page.getByRole('textbox', { name: 'Number' }).waitFor()
  await anna.page.reload()
  await anna.page.getByText('This account is deleted.').waitFor()
  await anna.page.getByRole('heading', { name: 'Deleted account', level: 1 }).waitFor()
  await boris.person.leave()
  await anna.person.leave()
})
