import { afterEach, describe, expect, it, vi } from 'vitest'
import { truth, world } from '../testing/device'
import { quiet } from '../testing/world'

afterEach(() => vi.restoreAllMocks())

/** The disk refuses to be read or written. */
function refuse(mode: IDBTransactionMode): { mockRestore(): void } {
  const { transaction } = IDBDatabase.prototype
  return vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    if (args[1] === mode) throw new DOMException('no room', 'QuotaExceededError')
    return transaction.apply(this, args)
  })
}

/** A device that somebody has logged in on. */
async function begun(seed: number) {
  const { mailbox, clock, device } = world(seed)
  const one = device()
  await one.start()
  await one.logIn()
  const said = () => one.events.filter(({ kind }) => kind === 'keeping')
  return { mailbox, clock, one, said }
}

const KEPT = { kind: 'keeping', keeps: true }
const NOT_KEPT = { kind: 'keeping', keeps: false }

describe('a disk that is full', () => {
  it('is told of once, and keeps what came meanwhile when it has room again', async () => {
    const { mailbox, clock, one, said } = await begun(1)
    const full = refuse('readwrite')
    for (let i = 0; i < 3; i++) {
      mailbox.incoming(2, `m${i}`)
      await quiet(clock)
    }
    await one.call('send', { peer: 'u2', text: { text: 'written', entities: [] } })
    await quiet(clock)
    expect(said().slice(-2)).toEqual([KEPT, NOT_KEPT])
    expect(await one.history(2)).toEqual(truth(mailbox, 2))
    full.mockRestore()
    mailbox.incoming(3, 'more')
    await quiet(clock)
    await expect.poll(() => said().slice(-2)).toEqual([NOT_KEPT, KEPT])
    await one.core.stop()
    await one.start()
    one.line.close()
    expect(one.dialogs.get('u2')).toMatchObject({ top: { content: { text: 'written' } } })
  })

  it('keeps nothing of whoever logs out', async () => {
    const { mailbox, clock, one } = await begun(2)
    mailbox.incoming(2, 'secret')
    await quiet(clock)
    const full = refuse('readwrite')
    const left = one.call('logOut', undefined)
    await quiet(clock)
    await left
    full.mockRestore()
    await one.core.stop()
    await one.start()
    expect(one.core.snapshot()[0]).toEqual({ kind: 'session', session: { kind: 'out', why: 'new' } })
    expect(one.dialogs.size).toBe(0)
  })
})

it('a disk that cannot be read is as good as none', async () => {
  const { one } = await begun(3)
  await one.core.stop()
  refuse('readonly')
  await one.start()
  expect(one.core.snapshot()[0]).toEqual({ kind: 'session', session: { kind: 'out', why: 'new' } })
})

it('without a disk all works but for what is to stay, and that is said', async () => {
  const { mailbox, clock, device } = world(4)
  const one = device()
  one.disk = undefined
  await one.start()
  await one.logIn()
  expect(one.core.snapshot()).toContainEqual(NOT_KEPT)
  mailbox.incoming(2, 'hello')
  await one.call('send', { peer: 'u2', text: { text: 'hello back', entities: [] } })
  await quiet(clock)
  expect(await one.history(2)).toEqual(truth(mailbox, 2))
})

it('how far the clock is off is told, now and by the next run', async () => {
  const { one } = await begun(5)
  one.line.tellTime(-7_200)
  await one.core.stop()
  const told = { kind: 'clock', aheadSeconds: -7_200 }
  expect(one.events).toContainEqual(told)
  await one.start()
  expect(one.core.snapshot()).toContainEqual(told)
})
