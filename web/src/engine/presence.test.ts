import { expect, it } from 'vitest'
import { world } from '../testing/device'
import { quiet } from '../testing/world'

it('whether others are here is asked while somebody looks, since the server tells only of contacts', async () => {
  const { mailbox, clock, device } = world(15)
  mailbox.incoming(2, 'hi')
  const one = device()
  await one.start()
  await one.logIn()
  const known = () => one.events.findLast((it) => it.kind === 'peers')?.peers.find((it) => it.id === 'u2')?.presence
  mailbox.statuses.set(2, { _: 'userStatusOnline', expires: 5_000 })
  await quiet(clock)
  expect(known()).toEqual({ kind: 'hidden' })
  await one.call('setVisible', { visible: true })
  await quiet(clock)
  expect(known()).toEqual({ kind: 'online', until: 5_000 })
  mailbox.statuses.set(2, { _: 'userStatusOffline', wasOnline: 1_500 })
  expect(clock.step(60_000)).toBe(true)
  await quiet(clock)
  expect(known()).toEqual({ kind: 'offline', at: 1_500 })
})
