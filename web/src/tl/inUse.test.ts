import { expect, it } from 'vitest'
import list from '../../schema/in-use.txt?raw'

const code = Object.values(
  import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.ts', '!../testing/**'], { query: '?raw', import: 'default', eager: true }),
).join('\n')

it('the page speaks all that is said to be in use', () => {
  const named = list.split('\n').filter((line) => /^[a-zA-Z][\w.]*$/.test(line))
  expect(named).toContain('auth.sendCode')
  expect(named.filter((name) => !code.includes(`'${name}'`))).toEqual([])
})
