import { describe, expect, test } from 'vitest'
import { parseRoute, pathOf, type Route } from './route'

const parse = (address: string): Route => {
  const url = new URL(address, 'https://example.org')
  return parseRoute(url.pathname, url.hash)
}

describe('route', () => {
  test.each<Route>([
    { kind: 'list' },
    { kind: 'archive' },
    { kind: 'contacts' },
    { kind: 'conversation', peer: 'u123' },
    { kind: 'conversation', peer: 'u123', at: 45 },
    { kind: 'profile', peer: 'u1099511627775' },
    { kind: 'name', userName: 'anna' },
    { kind: 'settings' },
    { kind: 'settings', section: 'privacy' },
    { kind: 'invite', number: '88801234567', code: '12345' },
    { kind: 'loginToken', token: 'AQ+/_-==' },
  ])('$kind comes back from its address', route => {
    expect(parse(pathOf(route))).toEqual(route)
  })

  test('an address of nothing is the list', () => {
    for (const address of ['/u/', '/u/x', '/@', '/nowhere', '/u/12345678901234567890']) expect(parse(address)).toEqual({ kind: 'list' })
  })

  test('a section that does not exist is the settings', () => {
    expect(parse('/settings/__proto__')).toEqual({ kind: 'settings' })
  })

  test('an invitation keeps digits only', () => {
    expect(parse('/#/invite?n=%2B888%200123&c=1-2')).toEqual({ kind: 'invite', number: '8880123', code: '12' })
  })
})
