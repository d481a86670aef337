import { expect, it } from 'vitest'
import { keptBy, logIn, meet, say, shown, signUp, stage } from './stories.ts'

const { server, browser } = await stage()

it('two tabs share one connection and one state, and either goes on without the other', async () => {
  const [one, two] = await server.invites(2)
  const anna = await signUp(browser, server, one!, 'Anna')
  const bela = await signUp(browser, server, two!, 'Bela')
  await meet(anna.page, two!.number, 'Bela')
  await say(anna.page, 'from the first tab')
  await bela.page.getByText('from the first tab').first().click()
  await shown(bela.page, 'from the first tab').waitFor()

  let sockets = 0
  anna.person.context.on('page', page => page.on('websocket', () => sockets++))
  const second = await anna.person.open(new URL(anna.page.url()).pathname)
  await shown(second, 'from the first tab').waitFor()
  await say(second, 'from the second tab')
  await shown(anna.page, 'from the second tab').waitFor()
  await shown(bela.page, 'from the second tab').waitFor()
  expect(sockets, 'the second tab makes no connection').toBe(0)

  await anna.page.close()
  await say(second, 'when the first is gone')
  await shown(bela.page, 'when the first is gone').waitFor()
  expect(sockets, 'now it does').toBe(1)
  await say(bela.page, 'an answer')
  await shown(second, 'an answer').waitFor()
  await anna.person.leave()
  await bela.person.leave()
}, 120_000)

it('three devices stay in step, and one that is ended from another says so and forgets', async () => {
  const [one, two] = await server.invites(2)
  const anna = await signUp(browser, server, one!, 'Anna')
  const bela = await signUp(browser, server, two!, 'Bela')
  await meet(anna.page, two!.number, 'Bela')
  await say(anna.page, 'to all of you')
  const others = [await logIn(browser, server, one!), await logIn(browser, server, one!)]

  for (const { page } of others) {
    await page.getByText('to all of you').first().click()
    await shown(page, 'to all of you').waitFor()
  }
  await bela.page.getByText('to all of you').first().click()
  await say(bela.page, 'hello, devices')
  await say(others[0]!.page, 'from another device')
  for (const page of [anna.page, bela.page, ...others.map(it => it.page)]) {
    await shown(page, 'hello, devices').waitFor()
    await shown(page, 'from another device').waitFor()
  }

  await anna.page.goto(`${server.origin}/settings/devices`)
  await anna.page.getByRole('button', { name: 'Log out all others' }).click()
  await anna.page.getByRole('dialog').getByRole('button', { name: 'Log out all others' }).click()
  for (const { page } of others) await page.getByText('This device was logged out from elsewhere').first().waitFor()
  await expect.poll(() => keptBy(others[0]!.page)).toEqual([0, 0, 0, 0])
  for (const { person } of [anna, bela, ...others]) await person.leave()
}, 120_000)
