import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import type { Dialog } from '../model/dialog'
import type { PeerId } from '../model/peer'
import { RpcError } from '../mtproto/connection'
import { emptyWindow, oldestId, openWindow, withEvent, withOlder, type HistoryWindow } from '../model/window'
import { Mailbox } from '../testing/mailbox'
import { random, type Random } from '../testing/random'
import { quiet, settle, TestClock, TestLine } from '../testing/world'
import type { EngineApi, EngineEvent, HistoryPoint, HistorySlice } from './api'
import './account'
import type { AnswerOf, AskOf } from './calls'
import { Core } from './core'

const PEOPLE = [2, 3, 4, 5, 6]
const peerId = (id: number): PeerId => `u${id}`

/** A device: a disk, and the engine that runs on it at the time. */
class Device {
  readonly disk = new IDBFactory()
  readonly lines: TestLine[] = []
  readonly dialogs = new Map<PeerId, Dialog>()
  readonly events: EngineEvent[] = []
  /** What a screen shows of a conversation. */
  window: HistoryWindow = emptyWindow
  private shown = 0
  core!: Core
  private calls = 0

  constructor(
    private readonly mailbox: Mailbox,
    private readonly clock: TestClock,
    private readonly chance: Random,
  ) {}

  get line(): TestLine {
    return this.lines.at(-1)!
  }

  async start(): Promise<void> {
    this.dialogs.clear()
    this.core = await Core.start({
      connect: (_saved, listener) => {
        const line = new TestLine(this.mailbox, this.clock, this.chance, listener)
        this.lines.push(line)
        return line
      },
      clock: this.clock,
      origin: 'http://localhost',
      database: 'test',
      indexedDB: this.disk,
      emit: (event) => this.hear(event),
      bytesUsed: async () => 0,
    })
    for (const event of this.core.snapshot()) this.hear(event)
  }

  call<M extends keyof EngineApi>(method: M, ask: AskOf<M>): Promise<AnswerOf<M>> {
    const id = `${this.clock.millis().toString(36)}-${(this.calls++).toString(36).padStart(6, '0')}-t`
    return this.core.call(method, ask, { id, tab: 't' })
  }

  async logIn(): Promise<void> {
    const done = this.call('signIn', { number: '1', hash: 'h', code: '12345' })
    await quiet(this.clock)
    expect(await done).toEqual({ kind: 'in' })
  }

  /** The whole conversation, read page by page. */
  async history(peer: number): Promise<{ id: number; text: string; out: boolean }[]> {
    const read: { id: number; text: string; out: boolean }[] = []
    let at: HistoryPoint = { kind: 'newest' }
    for (;;) {
      const asked: Promise<HistorySlice> = this.call('history', { peer: peerId(peer), at, before: 7, after: 0 })
      await quiet(this.clock)
      const slice = await asked
      const page = slice.messages.map((it) => ({
        id: it.id,
        text: it.content.kind === 'text' ? it.content.text : '',
        out: it.out,
      }))
      read.unshift(...page)
      if (!slice.older || page.length === 0) return read
      at = { kind: 'id', id: page[0]!.id }
    }
  }

  /** Opens a conversation on the screen. */
  async show(peer: number): Promise<void> {
    this.shown = peer
    this.window = openWindow(await this.call('history', { peer: peerId(peer), at: { kind: 'newest' }, before: 6, after: 0 }))
  }

  /** Scrolls to the top of what is shown. */
  async scrollUp(): Promise<void> {
    while (this.window.older) {
      const at = { kind: 'id', id: oldestId(this.window) } as const
      const asked = this.call('history', { peer: peerId(this.shown), at, before: 6, after: 0 })
      await quiet(this.clock)
      this.window = withOlder(this.window, await asked)
    }
  }

  private hear(event: EngineEvent): void {
    this.events.push(event)
    if (event.kind === 'history' && event.peer === peerId(this.shown)) this.window = withEvent(this.window, event)
    if (event.kind === 'dialogs') {
      for (const dialog of event.dialogs) this.dialogs.set(dialog.peer, dialog)
      for (const peer of event.removed) this.dialogs.delete(peer)
    }
  }
}

function world(seed: number) {
  const chance = random(seed)
  const mailbox = new Mailbox(PEOPLE)
  const clock = new TestClock()
  const devices: Device[] = []
  mailbox.onChange = (updates, origin) => {
    for (const device of devices) {
      for (const line of device.lines) if (line !== origin && !line.isClosed) line.push(mailbox.updates(updates))
    }
  }
  const device = () => {
    const added = new Device(mailbox, clock, chance)
    devices.push(added)
    return added
  }
  return { chance, mailbox, clock, device }
}

const truth = (mailbox: Mailbox, peer: number) =>
  mailbox.ids(peer).map((id) => {
    const { text, out } = mailbox.messages.get(id)!
    return { id, text, out }
  })

describe('an engine', () => {
  it('shows what is at the server after a log-in', async () => {
    const { mailbox, device } = world(1)
    for (let i = 0; i < 20; i++) mailbox.incoming(PEOPLE[i % 2]!, `m${i}`)
    const one = device()
    await one.start()
    await one.logIn()
    expect(await one.history(2)).toEqual(truth(mailbox, 2))
    expect(one.dialogs.get('u2')).toMatchObject({ unread: 10, top: { id: 20 } })
  })

  it('begins from what it kept, without a line', async () => {
    const { mailbox, clock, device } = world(2)
    for (let i = 0; i < 20; i++) mailbox.incoming(2, `m${i}`)
    const one = device()
    await one.start()
    await one.logIn()
    await one.history(2)
    await one.core.stop()
    await one.start()
    one.line.close()
    await settle()
    expect(one.dialogs.get('u2')).toMatchObject({ unread: 20 })
    const slice = await one.call('history', { peer: 'u2', at: { kind: 'newest' }, before: 5, after: 0 })
    expect(slice.messages.map((it) => it.id)).toEqual([17, 18, 19, 20, 21])
    await quiet(clock)
  })

  it('sends what was written without a line, once and in order, over a restart', async () => {
    const { mailbox, clock, device } = world(3)
    const one = device()
    await one.start()
    await one.logIn()
    one.line.break()
    for (const text of ['a', 'b', 'c']) await one.call('send', { peer: 'u2', text: { text, entities: [] } })
    const offline = await one.call('history', { peer: 'u2', at: { kind: 'newest' }, before: 5, after: 0 })
    expect(offline.messages.map((it) => it.delivery.state)).toEqual(['sending', 'sending', 'sending'])
    await one.core.stop()
    await one.start()
    await quiet(clock)
    expect(truth(mailbox, 2).map((it) => it.text)).toEqual(['a', 'b', 'c'])
    expect(await one.history(2)).toEqual(truth(mailbox, 2))
  })

  it('says that it was ended from elsewhere, and forgets', async () => {
    const { mailbox, clock, device } = world(4)
    mailbox.incoming(2, 'secret')
    const one = device()
    await one.start()
    await one.logIn()
    one.line.logOut()
    await quiet(clock)
    expect(one.core.snapshot()[0]).toEqual({ kind: 'session', session: { kind: 'out', why: 'ended' } })
    await one.core.stop()
    await one.start()
    expect(one.dialogs.size).toBe(0)
  })
})

it('does a repeated call once, also by a later run', async () => {
  const { mailbox, clock, device } = world(5)
  const one = device()
  await one.start()
  await one.logIn()
  const send = () =>
    one.core.call('send', { peer: 'u2', text: { text: 'once', entities: [] } }, { id: '1-000001-t', tab: 't' })
  await send()
  await quiet(clock)
  await send()
  await one.core.stop()
  await one.start()
  await send()
  await quiet(clock)
  expect(truth(mailbox, 2).map((it) => it.text)).toEqual(['once'])
  expect((await one.history(2)).length).toBe(1)
})

describe('what was written', () => {
  const hello: AskOf<'send'> = { peer: 'u2', text: { text: 'hello', entities: [] } }

  it('waits as long as the server says', async () => {
    const { mailbox, clock, device } = world(6)
    const one = device()
    await one.start()
    await one.logIn()
    mailbox.refusals.set('messages.sendMessage', new RpcError(420, 'FLOOD_WAIT', 30))
    await one.call('send', hello)
    await quiet(clock)
    expect(truth(mailbox, 2)).toEqual([])
    await quiet(clock, 31_000)
    expect(truth(mailbox, 2).length).toBe(1)
  })

  it('says why it failed, and is sent when it is tried again', async () => {
    const { mailbox, clock, device } = world(7)
    const one = device()
    await one.start()
    await one.logIn()
    const shown = one.show(2)
    await quiet(clock)
    await shown
    mailbox.refusals.set('messages.sendMessage', new RpcError(400, 'USER_IS_BLOCKED', undefined))
    const { key } = await one.call('send', hello)
    await quiet(clock)
    expect(one.window.messages).toMatchObject([{ key, id: 0, delivery: { state: 'failed', reason: 'USER_IS_BLOCKED' } }])
    await one.call('retry', { key })
    await quiet(clock)
    expect(one.window.messages).toMatchObject([{ key, id: 2, delivery: { state: 'sent' } }])
    expect(truth(mailbox, 2).length).toBe(1)
  })

  it('does not wait for the answer to what was written before it', async () => {
    const { mailbox, clock, device } = world(9)
    const one = device()
    await one.start()
    await one.logIn()
    const texts = Array.from({ length: 40 }, (_, i) => `${i}`)
    for (const text of texts) void one.call('send', { peer: 'u2', text: { text, entities: [] } })
    const begun = clock.millis()
    await settle()
    while (mailbox.ids(2).length < texts.length && clock.step(1_000)) await settle()
    expect(truth(mailbox, 2).map((it) => it.text)).toEqual(texts)
    expect(clock.millis() - begun).toBeLessThan(300)
  })

  it.each([
    ['a flood wait', new RpcError(420, 'FLOOD_WAIT', 30), ['a', 'b', 'c', 'd']],
    ['a failure of the server', new RpcError(500, 'INTERNAL', undefined), ['a', 'b', 'c', 'd']],
    ['a refusal', new RpcError(400, 'MESSAGE_EMPTY', undefined), ['b', 'c', 'd']],
  ])('stays in order after %s', async (_, refusal, sent) => {
    const { mailbox, clock, device } = world(10)
    const one = device()
    await one.start()
    await one.logIn()
    const say = (text: string) => one.call('send', { peer: 'u2', text: { text, entities: [] } })
    mailbox.refusals.set('messages.sendMessage', refusal)
    for (const text of ['a', 'b', 'c']) await say(text)
    while (mailbox.refusals.size > 0 && clock.step()) await settle()
    await say('d')
    await quiet(clock, 31_000)
    expect(truth(mailbox, 2).map((it) => it.text)).toEqual(sent)
  })

  it('can be taken back until it is sent', async () => {
    const { mailbox, clock, device } = world(8)
    const one = device()
    await one.start()
    await one.logIn()
    one.line.break()
    const { key } = await one.call('send', hello)
    await one.call('cancel', { key })
    await quiet(clock)
    expect(truth(mailbox, 2)).toEqual([])
  })
})

describe('any interleaving ends in the list that a fresh device loads', () => {
  for (let seed = 1; seed <= 25; seed++) {
    it(`seed ${seed}`, async () => {
      const { chance, mailbox, clock, device } = world(seed)
      for (let i = 0; i < 30; i++) mailbox.incoming(chance.pick(PEOPLE), `old ${i}`)
      const one = device()
      await one.start()
      await one.logIn()
      const shown = chance.pick(PEOPLE)
      void one.show(shown).catch(() => undefined)
      for (let step = 0; step < 80; step++) {
        const peer = chance.pick(PEOPLE)
        const ids = mailbox.ids(peer)
        const any = ids.length > 0 ? chance.pick(ids) : 0
        mailbox.now += chance.below(3)
        switch (chance.below(14)) {
          case 0:
          case 1:
          case 2:
            mailbox.incoming(peer, `in ${step}`)
            break
          case 3:
          case 4: {
            for (let i = chance.below(3); i >= 0; i--) {
              const text = `out ${String(step).padStart(2, '0')}.${9 - i}`
              await one.call('send', { peer: peerId(peer), text: { text, entities: [] } })
            }
            break
          }
          case 5:
            if (any) mailbox.edit(any, `edited ${step}`, undefined)
            break
          case 6:
            if (any) mailbox.remove([any], undefined)
            break
          case 7:
            if (any) void one.call('remove', { peer: peerId(peer), ids: [any], forBoth: true }).catch(() => undefined)
            break
          case 8:
            if (any) {
              void one
                .call('edit', { peer: peerId(peer), id: any, text: { text: `mine ${step}`, entities: [] } })
                .catch(() => undefined)
            }
            break
          case 9:
            if (any) void one.call('markRead', { peer: peerId(peer), maxId: any }).catch(() => undefined)
            break
          case 10:
            if (any) chance.chance(0.5) ? mailbox.readByOther(peer, any) : mailbox.readHere(peer, any, undefined)
            break
          case 11:
            one.line.break()
            break
          case 12:
            void one
              .call('history', {
                peer: peerId(peer),
                at: any ? { kind: 'id', id: any } : { kind: 'newest' },
                before: 1 + chance.below(5),
                after: chance.below(5),
              })
              .catch(() => undefined)
            break
          case 13:
            if (chance.chance(0.3)) {
              await one.core.stop()
              await one.start()
              void one.show(shown).catch(() => undefined)
            } else if (chance.chance(0.5)) {
              mailbox.setDraft(peer, chance.chance(0.3) ? '' : `draft ${step}`, undefined)
            } else {
              void one.call('loadDialogs', { folder: 'main' }).catch(() => undefined)
            }
        }
        for (let i = chance.below(4); i > 0; i--) {
          clock.step(200)
          if (chance.chance(0.5)) await settle()
        }
      }
      await quiet(clock, 30_000)
      await one.scrollUp()
      expect(one.window.messages.map(({ id, content, out }) => ({ id, text: content.kind === 'text' ? content.text : '', out }))).toEqual(
        truth(mailbox, shown),
      )
      const fresh = device()
      await fresh.start()
      await fresh.logIn()
      for (let i = 0; i < 4; i++) {
        for (const it of [one, fresh]) {
          const page = it.call('loadDialogs', { folder: 'main' })
          await quiet(clock)
          await page
        }
      }
      for (const peer of PEOPLE) {
        expect(await one.history(peer)).toEqual(truth(mailbox, peer))
        expect(await fresh.history(peer)).toEqual(truth(mailbox, peer))
        const plain = (dialog: Dialog | undefined) =>
          dialog?.top && {
            top: dialog.top.id,
            text: dialog.top.content,
            unread: dialog.unread,
            inbox: dialog.readInboxMaxId,
            outbox: dialog.readOutboxMaxId,
            draft: dialog.draft?.text,
          }
        expect(plain(one.dialogs.get(peerId(peer)))).toEqual(plain(fresh.dialogs.get(peerId(peer))))
      }
      const texts = [...mailbox.messages.values()].map((it) => it.text)
      expect(new Set(texts).size).toBe(texts.length)
      for (const peer of PEOPLE) {
        const written = truth(mailbox, peer).flatMap((it) => (it.text.startsWith('out') ? [it.text] : []))
        expect(written).toEqual(written.toSorted())
      }
      await one.core.stop()
      await fresh.core.stop()
    })
  }
})
