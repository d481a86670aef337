// Debian's Chromium, and people in profiles of their own whose pages are watched.

import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

export function openBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(`no Chromium at ${executablePath}: "apt install chromium" brings it, or set CHROMIUM to its path`)
  }
  return chromium.launch({
    executablePath,
    // Root cannot have Chromium's own sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export const wide = { width: 1280, height: 800 }
export const narrow = { width: 390, height: 844 }

/** Somebody with a browser profile of their own. */
export class Person {
  /** What no page of this project may ever do; a story ends with {@link expectNoProblems}. */
  readonly problems: string[] = []

  private constructor(
    readonly context: BrowserContext,
    private readonly origin: string,
  ) {}

  static async arrive(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({ viewport: wide, locale: 'en-GB', ...options })
    const person = new Person(context, origin)
    await person.watch()
    return person
  }

  private async watch(): Promise<void> {
    const { context, problems, origin } = this
    context.on('request', request => {
      const url = request.url()
      if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) problems.push(`a request left the origin: ${url}`)
    })
    context.on('page', page =>
      page.on('websocket', socket => {
        if (new URL(socket.url()).host !== new URL(origin).host) problems.push(`a WebSocket to ${socket.url()}`)
      }),
    )
    context.on('weberror', failure => problems.push(`not caught: ${failure.error().stack ?? failure.error().message}`))
    context.on('console', message => {
      if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) problems.push(message.text())
    })
    await context.exposeBinding('__violated', (_source, what: string) => problems.push(what))
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', event => {
        const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event
        const report = (globalThis as unknown as { __violated(what: string): void }).__violated
        report(`the policy was violated: ${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${sample}`)
      })
    })
  }

  async open(path = '/'): Promise<Page> {
    const page = await this.context.newPage()
    await page.goto(path.startsWith('http') ? path : `${this.origin}${path}`)
    return page
  }

  expectNoProblems(): void {
    if (this.problems.length > 0) throw new Error(this.problems.join('\n'))
  }

  async leave(): Promise<void> {
    await this.context.close()
    this.expectNoProblems()
  }
}
