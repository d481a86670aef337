// People find each other, and keep from each other what they do not want to show.

import { beforeAll, describe, expect, it } from 'vitest'
import { chat, say, shown, signUp, stage, writing, type Member } from './stories.ts'

const { server, browser } = await stage()

let anna: Member
let boris: Member

beforeAll(async () => {
  const [first, second] = await server.invites(2)
  anna = await signUp(browser, server, first!, 'Anna')
  boris = await signUp(browser, server, second!, 'Boris')
})

/** The line below the name in the head of a conversation. */
const below = ({ page }: Member, name: string) => page.getByRole('heading', { name, level: 1 }).locator('..')

/** What is offered about somebody who is no contact. */
const offer = ({ page }: Member) => page.getByRole('group', { name: 'A stranger' })

it('somebody is found by number, which the search looks up', async () => {
  const { page } = anna
  const search = page.getByRole('textbox', { name: 'Search people, chats and messages' })
  await search.fill('+888 0000 0001')
  await page.getByText(/^Nobody here has this number/).waitFor()
  await search.fill(boris.invite.number)
  await page.locator('[data-results]').getByRole('button', { name: /Boris/ }).click()
  await say(page, 'Found you')
})

it('a first message from a stranger offers to add or to block them, until it is hidden on every device', async () => {
  const { page } = boris
  const second = await page.context().newPage()
  await second.goto(server.origin)
  for (const one of [page, second]) {
    await chat(one, 'Anna').click()
    await shown(one, 'Found you').waitFor()
    await one.getByText(/^.?Anna.? is not in your contacts\.$/).waitFor()
  }
  await offer(boris).getByRole('button', { name: 'Block' }).click()
  await page.getByRole('dialog', { name: /^Block/ }).getByRole('button', { name: 'Cancel' }).click()
  await offer(boris).getByRole('button', { name: 'Do not offer this again' }).click()
  for (const one of [page, second]) await one.getByRole('group', { name: 'A stranger' }).waitFor({ state: 'detached' })
  await second.close()
})

it('whoever began a chat with a stranger can add them too', async () => {
  const { page } = anna
  await offer(anna).getByRole('button', { name: 'Add to contacts' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add to contacts' })
  await dialog.getByLabel('First name').fill('Boris H.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await offer(anna).waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Boris H.', level: 1 }).waitFor()
})

it('a number that nobody has is said to be so', async () => {
  const { page } = anna
  await page.goto(`${server.origin}/contacts`)
  await page.getByRole('button', { name: 'Add a contact' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Add a contact' })
  await dialog.getByRole('textbox', { name: 'Number' }).fill('+888 0000 0001')
  await dialog.getByLabel('First name').fill('Nobody')
  await dialog.getByRole('button', { name: 'Add a contact' }).click()
  await dialog.getByText(/^Nobody here has this number/).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.goto(server.origin)
  await chat(page, 'Boris H.').click()
})

describe('when somebody is here', () => {
  it('is seen, until they hide it', async () => {
    await below(anna, 'Boris H.').getByText('online').waitFor()
    await below(boris, 'Anna').getByText('online').waitFor()
    await boris.page.goto(`${server.origin}/settings/privacy`)
    await boris.page.getByRole('button', { name: /^Who sees when I am here/ }).click()
    await boris.page.getByRole('button', { name: 'Nobody' }).click()
    await below(anna, 'Boris H.').getByText('last seen recently').waitFor()
  })

  it('is not seen by whoever hides it, either', async () => {
    await boris.page.goto(server.origin)
    await chat(boris.page, 'Anna').click()
    await below(boris, 'Anna').getByText('last seen recently').waitFor()
  })

  it('is seen by whom they except', async () => {
    const { page } = boris
    await page.goto(`${server.origin}/u/${new URL(page.url()).pathname.split('/')[2]}/info`)
    await page.getByRole('button', { name: 'Add to contacts' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.goto(`${server.origin}/settings/privacy`)
    await page.getByRole('button', { name: /^Who sees when I am here/ }).click()
    await page.getByRole('button', { name: 'Add a person' }).first().click()
    await page.getByRole('dialog', { name: 'Choose a person' }).getByRole('button', { name: /Anna/ }).click()
    await below(anna, 'Boris H.').getByText('online').waitFor()
  })
})

describe('who is blocked', () => {
  it('can be written to no more, and nothing of them comes', async () => {
    await boris.page.goto(server.origin)
    await chat(boris.page, 'Anna').click()
    await boris.page.getByRole('button', { name: 'What to do with this chat' }).click()
    await boris.page.getByRole('menuitem', { name: 'Block' }).click()
    await boris.page.getByRole('dialog', { name: /^Block/ }).getByRole('button', { name: 'Block' }).click()
    await boris.page.getByText('You have blocked this person.').waitFor()
    expect(await writing(boris.page).count()).toBe(0)
    // They are not told, but see no more when Boris is here.
    await say(anna.page, 'Are you angry?')
    await shown(anna.page, 'Are you angry?').getByTitle('Sent', { exact: true }).waitFor()
    await anna.page.reload()
    await below(anna, 'Boris H.').getByText('last seen a long time ago').waitFor()
  })

  it('is in the list of the blocked, and can be let out of it', async () => {
    await boris.page.goto(`${server.origin}/settings/privacy`)
    await boris.page.getByRole('button', { name: 'Blocked people' }).click()
    await boris.page.getByText('Anna').first().waitFor()
    await boris.page.getByRole('button', { name: 'Unblock' }).click()
    await boris.page.getByText('Nobody is blocked').waitFor()
    await boris.page.goto(server.origin)
    await chat(boris.page, 'Anna').click()
    await say(anna.page, 'Well?')
    await shown(boris.page, 'Well?').waitFor()
    expect(await shown(boris.page, 'Are you angry?').count()).toBe(0)
    await anna.person.leave()
    await boris.person.leave()
  })
})
