// Two people from their invite links to everything that a conversation is.

import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { Machine } from './machine.ts'
import { Server } from './server.ts'
import { meet, pick, say, sent, shown, signUp, writing, type Member } from './stories.ts'

let server: Server
let browser: Browser
let anna: Member
let boris: Member
/** Ten thousand lines take their time: they come while the other stories run. */
let filling: Promise<void>

const messages = (page: Page) => page.getByRole('log').getByRole('article')
/** What is written, with its formats by the names of their classes. */
const written = (page: Page) =>
  writing(page).evaluate(box =>
    [...box.childNodes]
      .map(node => (node instanceof HTMLElement && node.className !== '' ? `<${node.className.replace(/_?([a-z]+)_\w+/g, '$1')}>${node.textContent}</>` : node.textContent))
      .join(''),
  )
const both = (what: (page: Page) => Promise<unknown>) => Promise.all([what(anna.page), what(boris.page)])
const state = (message: Locator, name: string) => message.getByTitle(name, { exact: true })

beforeAll(async () => {
  server = await Server.start()
  browser = await openBrowser()
  const [first, second] = await server.invites(2)
  anna = await signUp(browser, server, first!, 'Anna', { permissions: ['clipboard-read', 'clipboard-write'] })
  boris = await signUp(browser, server, second!, 'Boris')
  await meet(anna.page, second!.number, 'Boris')
  filling = fill(10_000)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe('a conversation', () => {
  it('is written, received and read', async () => {
    await say(anna.page, 'Good morning')
    await state(shown(anna.page, 'Good morning'), 'Sent').waitFor()
    await boris.page.getByText('Anna').first().click()
    await shown(boris.page, 'Good morning').waitFor()
    await state(shown(anna.page, 'Good morning'), 'Read').waitFor()
  })

  it('says that somebody writes', async () => {
    await writing(boris.page).pressSequentially('Wait')
    await anna.page.getByRole('heading', { name: 'Boris' }).locator('..').getByText('writes…').waitFor()
    await writing(boris.page).fill('')
  })

  it('carries replies, quotes and what was edited', async () => {
    await pick(boris.page, shown(boris.page, 'Good morning'), 'Reply')
    await say(boris.page, 'And to you')
    await shown(anna.page, 'And to you').getByRole('button', { name: /Good morning/ }).waitFor()
    await sent(boris.page, 'And to you')
    await boris.page.keyboard.press('ArrowUp')
    await expect.poll(() => written(boris.page)).toBe('And to you')
    await writing(boris.page).fill('And to you, Anna')
    await boris.page.keyboard.press('Enter')
    await both(page => shown(page, 'And to you, Anna').getByText('edited').waitFor())

    const text = shown(anna.page, 'And to you, Anna').getByText('And to you, Anna')
    await text.evaluate(element => {
      const letters = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()!
      getSelection()!.setBaseAndExtent(letters, 4, letters, 10)
    })
    // A real right click on the selected words would leave them selected; one beside them would not.
    await text.dispatchEvent('contextmenu')
    await anna.page.getByRole('menuitem', { name: 'Quote the selected text' }).click()
    await say(anna.page, 'A quote')
    await shown(boris.page, 'A quote').getByRole('button', { name: 'You to you' }).waitFor()
  })

  it('keeps formats on their way', async () => {
    await writing(anna.page).pressSequentially('**bold** __italic__ ~~gone~~ ||hidden|| `code` [site](example.org)')
    await expect.poll(() => written(anna.page)).toBe('<bold>bold</> <italic>italic</> <strike>gone</> <spoiler>hidden</> <code>code</> <link>site</>')
    await anna.page.keyboard.press('Enter')
    const got = shown(boris.page, 'bold italic')
    await got.waitFor()
    expect(await got.locator('strong').textContent()).toBe('bold')
    expect(await got.locator('em').textContent()).toBe('italic')
    expect(await got.locator('s').textContent()).toBe('gone')
    expect(await got.locator('code').textContent()).toBe('code')
    expect(await got.getByRole('link', { name: 'site' }).getAttribute('href')).toBe('https://example.org/')
    await got.getByRole('button', { name: /Hidden text/ }).click()
    await got.getByText('hidden').waitFor()
  })

  it('is deleted for one and for both', async () => {
    await say(anna.page, 'A slip of the tongue')
    await shown(boris.page, 'A slip of the tongue').waitFor()
    await pick(anna.page, shown(anna.page, 'A slip of the tongue'), 'Delete')
    const question = anna.page.getByRole('dialog')
    await question.getByRole('checkbox').check()
    await question.getByRole('button', { name: 'Delete' }).click()
    await both(page => shown(page, 'A slip of the tongue').waitFor({ state: 'detached' }))

    await pick(boris.page, shown(boris.page, 'Good morning').first(), 'Delete')
    await boris.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => shown(boris.page, 'Good morning').filter({ hasNotText: 'And to you' }).count()).toBe(0)
    expect(await shown(anna.page, 'Good morning').filter({ hasNotText: 'And to you' }).count()).toBe(1)
  })

  it('keeps a draft', async () => {
    await writing(anna.page).pressSequentially('half a **thought**')
    await anna.page.reload()
    await expect.poll(() => written(anna.page)).toBe('half a <bold>thought</>')
    await writing(anna.page).focus()
    await anna.page.keyboard.press('ControlOrMeta+a')
    await anna.page.keyboard.press('Backspace')
    await expect.poll(() => written(anna.page)).toBe('')
  })

  it('pins, selects, copies and forwards', async () => {
    await pick(anna.page, shown(anna.page, 'A quote'), 'Pin')
    await anna.page.getByRole('dialog').getByRole('checkbox').check()
    await anna.page.getByRole('dialog').getByRole('button', { name: 'Pin' }).click()
    await both(page => page.getByRole('button', { name: /^Pinned message/ }).waitFor())

    await shown(anna.page, 'A quote').click({ modifiers: ['ControlOrMeta'], position: { x: 4, y: 4 } })
    await shown(anna.page, 'bold italic').click({ modifiers: ['Shift'], position: { x: 4, y: 4 } })
    await anna.page.getByRole('toolbar', { name: '2 messages' }).getByRole('button', { name: 'Forward' }).click()
    const dialog = anna.page.getByRole('dialog')
    const what = dialog.getByRole('list', { name: 'What is forwarded' })
    await expect.poll(() => what.getByRole('listitem').count()).toBe(2)
    await what.getByText('A quote').waitFor()
    await expect.poll(() => what.getByText('You', { exact: true }).count()).toBe(2)
    await dialog.getByRole('checkbox', { name: 'Do not say who wrote it' }).check()
    await expect.poll(() => what.getByText('You', { exact: true }).count()).toBe(0)
    await dialog.getByRole('searchbox').fill('saved')
    await dialog.getByRole('searchbox').press('Enter')
    await dialog.getByRole('textbox', { name: 'Add a word of your own' }).fill('To be **kept**')
    await dialog.getByRole('textbox', { name: 'Add a word of your own' }).press('Enter')
    await anna.page.getByText('Kept in Saved Messages').waitFor()
    // The words came first, as they were read.
    await anna.page.getByRole('link').filter({ hasText: 'Saved Messages' }).getByText(/A quote|bold italic/).waitFor()
    await pick(anna.page, shown(anna.page, 'bold italic'), 'Copy')
    await expect.poll(() => anna.page.evaluate(() => navigator.clipboard.readText())).toContain('**bold** __italic__')

    await anna.page.getByRole('button', { name: 'Unpin' }).click()
    await anna.page.getByRole('dialog').getByRole('checkbox').check()
    await anna.page.getByRole('dialog').getByRole('button', { name: 'Unpin' }).click()
    await both(page => page.getByRole('button', { name: /^Pinned message/ }).waitFor({ state: 'detached' }))
  })

  it('is marked by drawing beside what is written', async () => {
    const { page } = anna
    const rows = messages(page)
    // The bar above them is gone, and they have come to rest.
    for (const at of [-3, -1]) await rows.nth(at).hover({ trial: true })
    const places = await Promise.all([-3, -1].map(at => rows.nth(at).boundingBox()))
    const [above, below] = places.map(place => ({ x: (place?.x ?? 0) + 6, y: (place?.y ?? 0) + (place?.height ?? 0) / 2 }))
    await page.mouse.move(above!.x, above!.y)
    await page.mouse.down()
    await page.mouse.move(below!.x, below!.y, { steps: 6 })
    const bar = page.getByRole('toolbar', { name: /messages?$/ })
    await bar.getByText('3 messages').waitFor()
    await page.mouse.move(above!.x, above!.y, { steps: 6 })
    await bar.getByText('1 message', { exact: true }).waitFor()
    await page.mouse.up()
    await bar.getByText('1 message', { exact: true }).waitFor()
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('')
    await page.keyboard.press('Escape')
    await bar.waitFor({ state: 'detached' })
  })

  it('is written by input methods, pasted into and undone', async () => {
    const { page } = anna
    await writing(page).focus()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 })
    await devtools.send('Input.insertText', { text: '你好' })
    await page.keyboard.type(' **两**')
    await expect.poll(() => written(page)).toBe('你好 <bold>两</>')
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => written(page)).toBe('你好 **两**')
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect.poll(() => written(page)).toBe('你好 <bold>两</>')
    await page.keyboard.press('ControlOrMeta+a')
    await page.evaluate(() => {
      const html = '<p>one <b>two</b></p><script>globalThis.ran = 1</script><p><i>three</i></p>'
      return navigator.clipboard.write([new ClipboardItem({ 'text/html': new Blob([html], { type: 'text/html' }), 'text/plain': new Blob(['one two three'], { type: 'text/plain' }) })])
    })
    await page.keyboard.press('ControlOrMeta+v')
    await expect.poll(() => written(page)).toBe('one <bold>two</>\n<italic>three</>')
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('a😀b')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Backspace')
    await expect.poll(() => written(page)).toBe('ab')
    await writing(page).fill('')
  })

  it('is at home with ten thousand messages', async () => {
    const { page } = boris
    await filling
    await page.goto(server.origin)
    await page.getByText('Robot').first().click()
    await page.getByRole('separator').getByText('Unread messages').waitFor()
    await page.getByRole('button', { name: /^To the newest message/ }).click()
    await shown(page, 'line 10000').waitFor()
    const rows = await messages(page).count()
    expect(rows).toBeLessThan(200)

    await page.keyboard.press('ControlOrMeta+f')
    await page.getByRole('searchbox', { name: 'Search in this chat' }).last().fill('4711')
    await shown(page, 'line 4711').waitFor()
    await page.keyboard.press('Escape')

    // All of it was written today: the day begins with the first line.
    await page.getByRole('button', { name: 'What to do with this chat' }).click()
    await page.getByRole('menuitem', { name: 'Go to a date' }).click()
    await page.getByRole('grid').locator('[aria-current=date]').click()
    await page.getByRole('log').getByText(/^line 1(?!\d)/).waitFor()
    await page.getByRole('button', { name: /^To the newest message/ }).click()
    await shown(page, 'line 10000').waitFor()
    await expect.poll(() => page.getByRole('log').evaluate(log => log.scrollHeight - log.scrollTop - log.clientHeight)).toBeLessThan(2)

    // Pages come in above while it is scrolled, and nothing that is being read moves.
    const moved = await page.getByRole('log').evaluate(async log => {
      const middle = log.getBoundingClientRect().top + log.clientHeight / 2
      let worst = 0
      for (let step = 0; step < 100; step++) {
        log.scrollTop -= 200
        const row = [...log.querySelectorAll('[data-key]')].find(it => it.getBoundingClientRect().bottom > middle)!
        const before = row.getBoundingClientRect().top
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
        worst = Math.max(worst, row.isConnected ? Math.abs(row.getBoundingClientRect().top - before) : Infinity)
      }
      return worst
    })
    expect(moved).toBeLessThan(2)
    expect(await messages(page).count()).toBeLessThan(200)
  }, 180_000)

  it('did nothing that a page must not do', async () => {
    await anna.person.leave()
    await boris.person.leave()
  })
})

/** Somebody without a browser writes many lines to Boris. */
async function fill(count: number): Promise<void> {
  const [invite] = await server.invites(1)
  const robot = await Machine.signUp(server, invite!, 'Robot')
  const lines = Array.from({ length: count }, (_, i) => `line ${i + 1}`)
  await robot.write(await robot.find(boris.invite.number, 'Boris'), lines)
  robot.close()
}
