import { RpcError } from '../mtproto/connection'
import { expect, it } from 'vitest'
import { world } from '../testing/device'
import { quiet, settle } from '../testing/world'

/** A device on which somebody looks at a stranger's first message, and another of the same person. */
async function twoDevices(seed: number) {
  const { mailbox, clock, device } = world(seed)
  mailbox.incoming(2, 'Do you know me?')
  const devices = [device(), device()] as const
  for (const one of devices) {
    await one.start()
    await one.logIn()
    const profile = one.call('profile', { peer: 'u2' })
    await quiet(clock)
    await profile
  }
  return { mailbox, clock, devices }
}

it('offers something about a stranger, also without a line', async () => {
  const { devices } = await twoDevices(1)
  const [one] = devices
  expect(one.dialogs.get('u2')?.stranger).toBe(true)
  await one.core.stop()
  await one.start()
  one.line.close()
  await settle()
  expect(one.dialogs.get('u2')?.stranger).toBe(true)
})

it('offers no more on any device what is not wanted on one', async () => {
  const { mailbox, clock, devices } = await twoDevices(2)
  const [one, two] = devices
  const hidden = one.call('hideStranger', { peer: 'u2' })
  await settle()
  expect(one.dialogs.get('u2')?.stranger, 'before the server agrees').toBe(false)
  await quiet(clock)
  await hidden
  mailbox.incoming(2, 'Hello?')
  await quiet(clock)
  for (const each of [one, two]) expect(each.dialogs.get('u2')).toMatchObject({ stranger: false, top: { content: { text: 'Hello?' } } })
})

it('offers it again if the server does not agree', async () => {
  const { mailbox, clock, devices } = await twoDevices(3)
  const [one] = devices
  mailbox.refusals.set('messages.hidePeerSettingsBar', new RpcError(500, 'INTERNAL', undefined))
  const hidden = expect(one.call('hideStranger', { peer: 'u2' })).rejects.toMatchObject({ code: 'INTERNAL' })
  await quiet(clock)
  await hidden
  expect(one.dialogs.get('u2')?.stranger).toBe(true)
})

it('learns what to offer when a chat begins with somebody whose profile was looked at', async () => {
  const { mailbox, clock, device } = world(4)
  const one = device()
  await one.start()
  await one.logIn()
  const profile = one.call('profile', { peer: 'u3' })
  await quiet(clock)
  await profile
  expect(one.dialogs.get('u3')).toBeUndefined()
  mailbox.incoming(3, 'Do you know me?')
  await quiet(clock)
  expect(one.dialogs.get('u3')?.stranger).toBe(true)
})
