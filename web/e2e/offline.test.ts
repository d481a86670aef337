import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { chat, kept, meet, say, sent, shown, signUp, stage } from './stories.ts'

const { server, browser } = await stage()

/** The texts of the conversation on the screen, from the first that is given on. */
async function textsFrom(page: Page, first: string): Promise<string[]> {
  const all = await page.getByRole('log').locator('[data-text]').evaluateAll(texts =>
    texts.map(text => {
      const copy = text.cloneNode(true) as Element
      copy.querySelector('time')?.parentElement?.remove()
      return copy.textContent
    }),
  )
  return all.slice(all.indexOf(first))
}

const sending = (page: Page) => page.getByRole('log').locator('[data-state="sending"]')

it('what is written without a connection survives a reload and a restart, and arrives once and in order', async () => {
  const [one, two] = await server.invites(2)
  const anna = await signUp(browser, server, one!, 'Anna')
  const bela = await signUp(browser, server, two!, 'Bela')
  await meet(anna.page, two!.number, 'Bela')
  await say(anna.page, 'hello')
  await bela.page.getByText('hello').first().click()
  await shown(bela.page, 'hello').waitFor()
  await sent(anna.page, 'hello')
  await kept(anna.page)

  await server.stop()
  for (const text of ['first', 'second', 'third']) await say(anna.page, text)
  await expect.poll(() => sending(anna.page).count()).toBe(3)

  await anna.page.reload()
  await shown(anna.page, 'third').waitFor()
  await expect.poll(() => textsFrom(anna.page, 'hello')).toEqual(['hello', 'first', 'second', 'third'])
  const line = chat(anna.page, 'Bela')
  await line.getByText('third').waitFor()
  await line.getByRole('img', { name: 'Sending' }).waitFor()
  await say(anna.page, 'fourth')
  await expect.poll(() => sending(anna.page).count()).toBe(4)

  await server.restart()
  const written = ['hello', 'first', 'second', 'third', 'fourth']
  await shown(bela.page, 'fourth').waitFor({ timeout: 45_000 })
  await expect.poll(() => textsFrom(bela.page, 'hello')).toEqual(written)
  await expect.poll(() => sending(anna.page).count()).toBe(0)
  await expect.poll(() => textsFrom(anna.page, 'hello')).toEqual(written)
  await line.getByText('fourth').waitFor()
  await line.getByRole('img', { name: 'Read' }).waitFor()

  // And from a page that knows nothing but what the server holds.
  await bela.page.reload()
  await shown(bela.page, 'fourth').waitFor()
  await expect.poll(() => textsFrom(bela.page, 'hello')).toEqual(written)
  await anna.person.leave()
  await bela.person.leave()
}, 120_000)
