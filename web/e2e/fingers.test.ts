// What fingers do on a phone: swipes and long presses, as the browser itself makes them of touches.

import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { narrow } from './browser.ts'
import { Machine } from './machine.ts'
import { chat, say, shown, signUp, stage, type Member } from './stories.ts'

/** Longer than it takes a press to be a long one. */
const LONG_MILLIS = 500
/** A finger that is still moving when it leaves throws what it moves, and the next touch only stops that. */
const REST_MILLIS = 120
const STEPS = 8

const { server, browser } = await stage()

let anna: Member
let page: Page
let boris: Machine

beforeAll(async () => {
  const [first, second] = await server.invites(2)
  anna = await signUp(browser, server, first!, 'Anna', { viewport: narrow, hasTouch: true, isMobile: true })
  page = anna.page
  boris = await Machine.signUp(server, second!, 'Boris')
  await boris.write(await boris.find(first!.number, 'Anna'), ['Good morning', 'Is the path dry?'])
  await chat(page, 'Boris').getByText('Is the path dry?').waitFor()
})

afterAll(async () => {
  boris?.close()
})

/** One finger: put down in the middle of something, drawn along and lifted after a rest. */
async function touch(on: Locator, right: number, down: number, restMillis: number): Promise<void> {
  const box = await on.boundingBox()
  if (!box) throw new Error('nothing to touch')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const devtools = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  const steps = right === 0 && down === 0 ? [] : Array.from({ length: STEPS }, (_, i) => ({ x: x + (right * (i + 1)) / STEPS, y: y + (down * (i + 1)) / STEPS }))
  // The first move does not wait for the touch to be answered: what stays where it is becomes a long press.
  await Promise.all([send('touchStart', [{ x, y }]), ...steps.slice(0, 1).map(to => send('touchMove', [to]))])
  for (const to of steps.slice(1)) await send('touchMove', [to])
  // By the clock of the page, which may be busy.
  await page.evaluate(millis => new Promise(done => setTimeout(done, millis)), restMillis)
  await send('touchEnd', [])
  await devtools.detach()
}

const swipe = (on: Locator, right: number, down = 0) => touch(on, right, down, REST_MILLIS)
const hold = (on: Locator) => touch(on, 0, 0, LONG_MILLIS)

const item = (name: string) => page.getByRole('menuitem', { name, exact: true })

describe('a finger on a chat', () => {
  it('opens its menu when it stays, and not the chat', async () => {
    await chat(page, 'Boris').getByText('2 unread messages').waitFor()
    await hold(chat(page, 'Boris'))
    await item('Mark as read').tap()
    await expect.poll(() => chat(page, 'Boris').getByText('unread').count()).toBe(0)
    expect(new URL(page.url()).pathname).toBe('/')
  })

  it('marks it as unread and read by a swipe to the right', async () => {
    await swipe(chat(page, 'Boris'), 150)
    await chat(page, 'Boris').getByText('Marked as unread').waitFor()
    await swipe(chat(page, 'Boris'), 150)
    await expect.poll(() => chat(page, 'Boris').getByText('unread').count()).toBe(0)
    expect(new URL(page.url()).pathname).toBe('/')
  })

  it('archives it by a swipe to the left, which can be undone', async () => {
    await swipe(chat(page, 'Boris'), -150)
    await page.getByText('Archived', { exact: true }).waitFor()
    await chat(page, 'Boris').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).tap()
    await chat(page, 'Boris').waitFor()
  })

  it('does neither by a short pull', async () => {
    await swipe(chat(page, 'Boris'), -40)
    await chat(page, 'Boris').tap()
    await shown(page, 'Good morning').waitFor()
  })
})

describe('a finger on a message', () => {
  const answering = () => page.getByRole('button', { name: 'Do not reply' })

  it('replies by a swipe towards the start of the line', async () => {
    await swipe(shown(page, 'Good morning'), -120)
    await answering().waitFor()
    await say(page, 'And to you')
    // On a phone Enter begins a new line.
    await page.getByRole('button', { name: 'Send', exact: true }).tap()
    await shown(page, 'And to you').getByRole('button', { name: /Good morning/ }).waitFor()
  })

  it('does nothing by a short pull, by one to the other side or by scrolling', async () => {
    await swipe(shown(page, 'Good morning').first(), -30)
    await swipe(shown(page, 'Good morning').first(), 120)
    await swipe(shown(page, 'Good morning').first(), -60, 200)
    expect(await answering().count()).toBe(0)
  })

  it('replies by a swipe to the right where lines begin there', async () => {
    await page.evaluate(() => (document.documentElement.dir = 'rtl'))
    await swipe(shown(page, 'Is the path dry?'), -120)
    expect(await answering().count()).toBe(0)
    await swipe(shown(page, 'Is the path dry?'), 120)
    await answering().tap()
    await page.evaluate(() => (document.documentElement.dir = 'ltr'))
  })

  it('opens its menu when it stays, and taps mark what it began to select', async () => {
    await hold(shown(page, 'Good morning').first())
    await item('Select').tap()
    await shown(page, 'Is the path dry?').tap()
    await page.getByRole('toolbar', { name: '2 messages' }).waitFor()
    await shown(page, 'Is the path dry?').tap()
    await page.getByRole('toolbar', { name: '1 message' }).getByRole('button', { name: 'Stop selecting' }).tap()
    await anna.person.leave()
  })
})
