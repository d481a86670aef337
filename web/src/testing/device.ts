import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { expect } from 'vitest'
import type { EngineApi, EngineEvent, HistoryPoint, HistorySlice } from '../engine/api'
import '../engine/account'
import type { AnswerOf, AskOf } from '../engine/calls'
import { Core } from '../engine/core'
import type { Dialog } from '../model/dialog'
import type { PeerId } from '../model/peer'
import { emptyWindow, oldestId, openWindow, withEvent, withOlder, type HistoryWindow } from '../model/window'
import { Mailbox } from './mailbox'
import { random, type Random } from './random'
import { quiet, TestClock, TestLine } from './world'

export const PEOPLE = [2, 3, 4, 5, 6]
export const peerId = (id: number): PeerId => `u${id}`

/** A device: a disk, and the engine that runs on it at the time. */
class Device {
  disk: IDBFactory | undefined = new IDBFactory()
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

/** A mailbox, and devices of its owner that are told of what happens in it. */
export function world(seed: number) {
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

/** A conversation as the server has it. */
export const truth = (mailbox: Mailbox, peer: number) =>
  mailbox.ids(peer).map((id) => {
    const { text, out } = mailbox.messages.get(id)!
    return { id, text, out }
  })
