// A new version of the page: it waits until somebody wants it, and then all tabs have it.

import { createServer, request, type Server as HttpServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Person } from './browser.ts'
import { comeIn, stage } from './stories.ts'

const NEXT_BUILD = '0123456789ab'

const { server, browser } = await stage()

let front: HttpServer
/** The build of the service worker that is served instead of the one there is. */
let replaced: string | undefined

beforeAll(async () => {
  front = await openFront()
})

afterAll(async () => {
  front?.closeAllConnections()
  front?.close()
})

/** Stands before the server, hands everything on, and can let the service worker be a newer one. */
function openFront(): Promise<HttpServer> {
  const made = createServer((asked, answer) => {
    const headers = { ...asked.headers, 'accept-encoding': 'identity' }
    if (replaced !== undefined) delete headers['if-none-match']
    const onward = request({ host: 'localhost', port: server.port, method: asked.method, path: asked.url, headers }, async got => {
      const { 'content-length': _, ...heads } = got.headers
      answer.writeHead(got.statusCode ?? 502, heads)
      if (asked.url === '/sw.js' && replaced !== undefined) answer.end((await text(got)).replaceAll(replaced, NEXT_BUILD))
      else got.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  })
  made.on('upgrade', (asked, near) => {
    const far = connect(server.port, 'localhost', () => {
      const heads = Object.entries(asked.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`)
      far.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${heads.join('')}\r\n`)
      near.pipe(far).pipe(near)
    })
    far.on('error', () => near.destroy())
    near.on('error', () => far.destroy())
  })
  return new Promise(ready => made.listen(0, 'localhost', () => ready(made)))
}

const kept = (page: Page) => page.evaluate(() => caches.keys())
const loads = (page: Page) => page.evaluate(() => (globalThis as unknown as { here?: boolean }).here !== true)

it('is offered, taken when somebody says so, by all tabs, and leaves nothing of the old one', async () => {
  const origin = `http://localhost:${(front.address() as AddressInfo).port}`
  const [invite] = await server.invites(1)
  const person = await Person.arrive(browser, origin)
  const page = await person.open(`${origin}/${new URL(invite!.link).hash}`)
  await comeIn(page, 'Anna')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  const [build = ''] = await kept(page)
  expect(build).toMatch(/^heliograph-[0-9a-f]{12}$/)
  const second = await person.open('/contacts')
  await second.getByText('No contacts yet').waitFor()
  for (const tab of [page, second]) await tab.evaluate(() => Object.assign(globalThis, { here: true }))

  replaced = build.replace('heliograph-', '')
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
  const offer = page.getByRole('status').filter({ hasText: 'A new version is here.' })
  await offer.waitFor()
  expect(await Promise.all([page, second].map(loads)), 'nothing loads by itself').toEqual([false, false])
  expect(await kept(page)).toContain(build)

  await offer.getByRole('button', { name: 'Reload' }).click()
  for (const tab of [page, second]) await expect.poll(() => loads(tab).catch(() => false)).toBe(true)
  await page.getByText('No chats yet').waitFor()
  await second.getByText('No contacts yet').waitFor()
  await expect.poll(() => kept(page)).toEqual([`heliograph-${NEXT_BUILD}`])
  await person.leave()
})
