import { expect, test } from 'vitest'
import { numberIn } from './peer'

test.each([
  ['+888 0123 4567', '88801234567'],
  ['88801234567', '88801234567'],
  ['+49 (30) 123-45.67', '49301234567'],
  ['+888 0123 456', undefined],
  ['+888 0123 45678', undefined],
  ['123456', undefined],
  ['1234567890123456', undefined],
  ['call 88801234567', undefined],
  ['', undefined],
])('%j holds the whole number %j', (text, number) => {
  expect(numberIn(text)).toBe(number)
})
