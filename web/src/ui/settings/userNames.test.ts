import { expect, test } from 'vitest'
import { userNameFault } from './userNames'

test.each(['clara', 'Clara_Winter', 'a2345', 'x'.repeat(32)])('%s is a user name', name => {
  expect(userNameFault(name)).toBeUndefined()
})

test.each(['', 'abcd'])('"%s" is too short yet', name => {
  expect(userNameFault(name)).toBe('short')
})

test.each(['1clara', '_clara', 'clara!', 'cla ra', 'клара', 'clara_', 'cla__ra', 'x'.repeat(33)])('"%s" is none', name => {
  expect(userNameFault(name)).toBe('wrong')
})
