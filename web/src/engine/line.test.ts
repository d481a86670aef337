import { expect, it } from 'vitest'
import type { Connection, LineState } from '../mtproto/connection'
import { settle, TestClock } from '../testing/world'
import { Line } from './line'

it.each<[LineState['kind'], number, string]>([
  ['ready', 20_000, 'TIMEOUT'],
  ['connecting', 20_000, 'OFFLINE'],
  ['waiting', 4_000, 'OFFLINE'],
])('whoever asks on a line that is %s waits %d ms at most', async (kind, millis, code) => {
  const clock = new TestClock()
  const line = new Line(clock, () => undefined)
  line.open({ invoke: () => new Promise(() => undefined), wake() {}, close() {} } satisfies Connection)
  line.changed({ kind, retryAtMillis: 0 } as LineState)
  let said: unknown
  line.ask('updates.getState', {}).catch((error: unknown) => (said = error))
  clock.step(millis - 1)
  await settle()
  expect(said).toBeUndefined()
  clock.step(millis)
  await settle()
  expect(said).toEqual({ code })
})
