import { expect, it } from 'vitest'
import { world } from '../testing/device'
import { quiet } from '../testing/world'

it('finds somebody by a whole number, and does not ask for whom it knows', async () => {
  const { mailbox, clock, device } = world(1)
  const one = device()
  await one.start()
  await one.logIn()
  mailbox.numbers.set('88801234567', 9)
  const search = async (text: string) => {
    const found = one.call('searchPeople', { text })
    await quiet(clock)
    return found
  }
  expect(await search('+888 0123 4568')).toEqual({ mine: [], global: [] })
  for (let i = 0; i < 2; i++) expect(await search('+888 0123 4567')).toEqual({ mine: [], global: ['u9'] })
  expect(mailbox.lookedUp).toBe(2)
})
