import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, Person } from './browser.ts'
import { Server } from './server.ts'
import { comeIn, kept } from './stories.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser?.close())

it('opens by an invite link, and from then on without a connection', async () => {
  const server = await Server.start()
  try {
    const [invite] = await server.invites(1)
    const person = await Person.arrive(browser, server.origin)
    const page = await person.open(invite?.link)
    await comeIn(page, 'Anna')
    expect(page.url(), 'the code is gone from the address').not.toContain(invite?.code)
    await kept(page)
    await server.stop()
    await page.reload()
    await page.getByText('No chats yet').waitFor()
    await person.leave()
  } finally {
    await server.close()
  }
})

it('works by HTTP/2 and a secure WebSocket under a certificate of its own', async () => {
  const server = await Server.start({ settings: { tls: 'self-made' } })
  try {
    const origin = server.origin.replace('http:', 'https:')
    expect(server.said.join('\n')).toMatch(/([0-9A-F]{2}:){31}[0-9A-F]{2}/)
    const [invite] = await server.invites(1)
    const person = await Person.arrive(browser, origin, { ignoreHTTPSErrors: true })
    const sockets: string[] = []
    person.context.on('page', page => page.on('websocket', socket => sockets.push(socket.url())))
    const page = await person.open(invite?.link.replace('http:', 'https:'))
    await comeIn(page, 'Bela')
    const protocol = await page.evaluate(() =>
      performance.getEntriesByType('navigation').map(entry => (entry as PerformanceNavigationTiming).nextHopProtocol),
    )
    expect(protocol).toEqual(['h2'])
    expect(sockets[0]).toBe(`${origin.replace('https:', 'wss:')}/apiws`)
    await person.leave()
  } finally {
    await server.close()
  }
})
