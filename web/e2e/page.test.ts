import { describe, expect, it } from 'vitest'
import { Person } from './browser.ts'
import { stage } from './stories.ts'

const { server, browser } = await stage()

describe('the page', () => {
  it('loads from its own origin alone, under its policy', async () => {
    const person = await Person.arrive(browser, server.origin)
    const page = await person.open()
    await expect.poll(() => page.locator('#app').innerText()).not.toBe('')
    expect(await page.title()).not.toBe('')
    expect(await page.evaluate(() => isSecureContext)).toBe(true)
    await person.leave()
  })

  it('asks for a number before its engine has looked, unless somebody was in', async () => {
    const person = await Person.arrive(browser, server.origin)
    await person.context.route(/\/assets\/worker-/, () => new Promise(() => undefined))
    const page = await person.open()
    const number = page.getByRole('textbox', { name: 'Number', exact: true })
    await number.waitFor()
    await page.evaluate(() => localStorage.setItem('heliograph.in', ''))
    await page.reload()
    await page.getByRole('status').getByText('Loading').waitFor({ state: 'attached' })
    expect(await number.count()).toBe(0)
    await person.leave()
  })

  it('may run nothing that came as text', async () => {
    const person = await Person.arrive(browser, server.origin)
    const page = await person.open()
    // In a task of its own: what the debugger runs directly may evaluate text.
    const tried = await page.evaluate(async () => {
      await new Promise(resolve => setTimeout(resolve))
      const outcomes: string[] = []
      const attempt = (name: string, what: () => unknown) => {
        try {
          what()
          outcomes.push(name)
        } catch {
          // As it has to be.
        }
      }
      const place = document.createElement('div')
      attempt('markup', () => (place.innerHTML = '<img src=x onerror="globalThis.ran = 1">'))
      attempt('eval', () => (0, eval)('1'))
      attempt('a worker from elsewhere', () => new Worker('https://example.org/worker.js'))
      document.body.append(place)
      return outcomes
    })
    expect(tried).toEqual([])
    await expect.poll(() => person.problems).not.toEqual([])
    await person.context.close()
  })

  it('comes with its headers, compressed, and is not sent twice', async () => {
    const page = await fetch(server.origin, { headers: { 'accept-encoding': 'br' } })
    expect(page.headers.get('content-encoding')).toBe('br')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('cache-control')).toBe('no-cache')
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1]
    const asset = await fetch(server.origin + script)
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const tag = page.headers.get('etag') ?? ''
    expect((await fetch(server.origin, { headers: { 'if-none-match': tag } })).status).toBe(304)
  })

  it('has a place for links to people, and none for what is not there', async () => {
    expect((await fetch(`${server.origin}/@somebody`)).status).toBe(200)
    expect((await fetch(`${server.origin}/wp-login.php`)).status).toBe(404)
    expect(await (await fetch(`${server.origin}/health`)).text()).toBe('ok\n')
  })
})

it('is named at the start, and invites open it', async () => {
  expect(server.said).toContainEqual(expect.stringContaining(`${server.origin}/`))
  const [invite] = await server.invites(1)
  expect(invite?.link).toBe(`${server.origin}/#/invite?n=${invite?.number.slice(1)}&c=${invite?.code}`)
})
