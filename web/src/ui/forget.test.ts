import { expect, it, vi } from 'vitest'
import { keepHabits } from './conversation/emojiHabits'
import { forgetHere } from './forget'
import { keepInvitation } from './login/invitation'
import type { App } from './state'

/** What a browser keeps for a page, without a browser. */
class Kept extends Map<string, string> {
  getItem = (name: string) => this.get(name) ?? null
  setItem = (name: string, value: string) => void this.set(name, value)
  removeItem = (name: string) => void this.delete(name)
}

it('leaves nothing on the device', async () => {
  const [local, session] = [new Kept(), new Kept()]
  vi.stubGlobal('localStorage', local)
  vi.stubGlobal('sessionStorage', session)
  vi.stubGlobal('navigator', {})
  const replace = vi.fn()
  vi.stubGlobal('location', { replace })
  const forgetDevice = vi.fn(async () => {})
  keepHabits({ used: '🌞' })
  keepInvitation({ number: '88800000001', code: '12345' })

  await forgetHere({ api: { forgetDevice } } as unknown as App)

  expect([...local.keys(), ...session.keys()]).toEqual([])
  expect(forgetDevice).toHaveBeenCalledOnce()
  expect(replace).toHaveBeenCalledWith('/')
})
