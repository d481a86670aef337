import { expect, test } from 'vitest'
import { tokenIn } from './tokenIn'

const host = 'chat.example.org'

test('takes the token of a link of this server', () => {
  expect(tokenIn(' https://chat.example.org/#/login?token=AQIDBAUGBwg_- ', host)).toBe('AQIDBAUGBwg_-')
})

test("takes the token of an app's link", () => {
  expect(tokenIn('tg://login?token=AQIDBAUGBwg=', host)).toBe('AQIDBAUGBwg=')
})

test.each(['', 'hello', 'https://evil.example/#/login?token=AQIDBAUGBwg', 'https://chat.example.org/#/login?token=', 'https://chat.example.org/#/login?token=<b>AQIDBAUG', 'javascript:alert(1)'])(
  'takes nothing of "%s"',
  link => {
    expect(tokenIn(link, host)).toBeUndefined()
  },
)
