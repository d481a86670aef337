import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { Server } from './server.ts'
import { meet, say, shown, signUp } from './stories.ts'
import { Mtcute, Terminal } from './strangers.ts'

let server: Server
let browser: Browser
let mtcute: Mtcute | undefined
let terminal: Terminal | undefined

beforeAll(async () => {
  server = await Server.start()
  browser = await openBrowser()
})

afterAll(async () => {
  mtcute?.close()
  terminal?.close()
  await browser?.close()
  await server?.close()
})

it('people with other clients write to people on the page, and all see the same', async () => {
  const [forAnna, forChris, forDora] = await server.invites(3)
  const anna = await signUp(browser, server, forAnna!, 'Anna')

  mtcute = await Mtcute.signUp(server, forChris!, 'Chris')
  const { id: to } = (await mtcute.do('addContact', { number: forAnna!.number.slice(1), firstName: 'Anna' })) as { id: number }
  const { id: message } = (await mtcute.do('send', { to, text: 'from mtcute' })) as { id: number }

  await anna.page.getByText('from mtcute').first().click()
  await shown(anna.page, 'from mtcute').waitFor()
  await say(anna.page, 'to mtcute')
  await mtcute.event(({ event, text }) => event === 'message' && text === 'to mtcute')
  await mtcute.do('edit', { to, message, text: 'said better' })
  await shown(anna.page, 'said better').waitFor()
  const history = (await mtcute.do('history', { to, limit: 10 })) as { text: string }[]
  expect(history.map(({ text }) => text).filter(text => text !== '')).toEqual(['to mtcute', 'said better'])
  await mtcute.do('delete', { to, ids: [message], revoke: true })
  await expect.poll(() => shown(anna.page, 'said better').count()).toBe(0)

  terminal = Terminal.signUp(server, forDora!, 'Dora')
  await terminal.shows('Welcome, Dora')
  terminal.say(`/add ${forAnna!.number} Anna`)
  terminal.say('/open Anna')
  terminal.say('from a terminal')
  await terminal.shows('from a terminal')
  await anna.page.goto(server.origin)
  await anna.page.getByText('from a terminal').first().click()
  await shown(anna.page, 'from a terminal').waitFor()
  await say(anna.page, 'to a terminal')
  await terminal.shows('to a terminal')

  await meet(anna.page, forChris!.number, 'Chris')
  await shown(anna.page, 'to mtcute').waitFor()
  await anna.person.leave()
}, 180_000)
