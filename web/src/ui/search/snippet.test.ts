import { expect, test } from 'vitest'
import { snippetOf } from './snippet'

test('marks the hit as it is written', () => {
  expect(snippetOf('Meet you at the Tower at nine', 'tower')).toEqual({ before: 'Meet you at the ', hit: 'Tower', after: ' at nine' })
})

test('begins near a hit that is far away', () => {
  const { before, hit } = snippetOf(`${'long '.repeat(100)}needle in hay`, 'needle')
  expect(hit).toBe('needle')
  expect(before.startsWith('…')).toBe(true)
  expect(before.length).toBeLessThan(32)
})

test('finds one word of several', () => {
  expect(snippetOf('the mirror is clean', 'clean mirror').hit).toBe('clean')
})

test('shows a text from its beginning if the word stands there in another form', () => {
  expect(snippetOf('went home', 'go')).toEqual({ before: 'went home', hit: '', after: '' })
})

test('never cuts a sign in two', () => {
  const text = `${'🔭'.repeat(60)} needle ${'🔭'.repeat(200)}`
  const { before, after } = snippetOf(text, 'needle')
  expect(before + after).not.toMatch(/\p{Surrogate}/u)
})
