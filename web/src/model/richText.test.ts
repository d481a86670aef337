import { describe, expect, it } from 'vitest'
import type { Entity, RichText } from './message'
import { difference, format, has, pieces, plain, replace, replacement, slice, toggle, trim } from './richText'

const bold = (offset: number, length: number): Entity => ({ kind: 'bold', offset, length })
const link = (offset: number, length: number): Entity => ({ kind: 'link', url: 'https://a.example/', offset, length })
const rich = (text: string, ...entities: Entity[]): RichText => ({ text, entities })

describe('writing in a formatted text', () => {
  it('goes on in bold at its end and inside, not before it', () => {
    const text = rich('abcd', bold(1, 2))
    expect(replace(text, 3, 3, plain('x'))).toEqual(rich('abcxd', bold(1, 3)))
    expect(replace(text, 2, 2, plain('x'))).toEqual(rich('abxcd', bold(1, 3)))
    expect(replace(text, 1, 1, plain('x'))).toEqual(rich('axbcd', bold(2, 2)))
  })

  it('ends a link and code where they end', () => {
    expect(replace(rich('ab', link(0, 2)), 2, 2, plain('x'))).toEqual(rich('abx', link(0, 2)))
  })

  it('deletes over borders', () => {
    const text = rich('abcdef', bold(1, 2), link(3, 2))
    expect(replace(text, 2, 4, plain(''))).toEqual(rich('abef', bold(1, 1), link(2, 1)))
    expect(replace(text, 0, 6, plain(''))).toEqual(rich(''))
    expect(replace(text, 0, 2, plain(''))).toEqual(rich('cdef', bold(0, 1), link(1, 2)))
  })

  it('replaces a stretch by one that looks like its beginning', () => {
    expect(replace(rich('abc', bold(0, 3)), 0, 3, plain('xy'))).toEqual(rich('xy', bold(0, 2)))
    expect(replace(rich('abcd', bold(2, 2)), 1, 3, plain('x'))).toEqual(rich('axd', bold(2, 1)))
    expect(replace(rich('abc', bold(0, 3)), 0, 3, plain('xy'), false)).toEqual(rich('xy'))
  })

  it('brings the formats of what is put in', () => {
    expect(replace(rich('ad', bold(0, 1)), 1, 1, rich('bc', link(0, 2)), false)).toEqual(rich('abcd', bold(0, 1), link(1, 2)))
  })

  it('keeps entities inside the text after any run of edits', () => {
    let seed = 7
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below
    let text = rich('hello world', bold(0, 5), link(6, 5))
    for (let round = 0; round < 2000; round++) {
      const from = random(text.text.length + 1)
      const to = Math.min(text.text.length, from + random(4))
      if (random(3) === 0) text = toggle(text, from, to, { kind: random(2) === 0 ? 'bold' : 'code' })
      else text = replace(text, from, to, plain('xyz'.slice(0, random(4))), random(2) === 0)
      for (const it of text.entities) expect(it.offset >= 0 && it.length > 0 && it.offset + it.length <= text.text.length, `round ${round}`).toBe(true)
    }
  })
})

describe('formats', () => {
  it('turns on, joins and turns off', () => {
    const on = toggle(rich('abcd', bold(0, 2)), 1, 4, { kind: 'bold' })
    expect(on).toEqual(rich('abcd', bold(0, 4)))
    expect(toggle(on, 1, 3, { kind: 'bold' })).toEqual(rich('abcd', bold(0, 1), bold(3, 1)))
  })

  it('leaves nothing else in code', () => {
    expect(format(rich('abcd', bold(0, 4)), 1, 3, { kind: 'code' }).entities).toEqual([bold(0, 1), { kind: 'code', offset: 1, length: 2 }, bold(3, 1)])
  })

  it('knows what is wholly formatted', () => {
    const text = rich('abcd', bold(0, 2), bold(2, 1))
    expect(has(text, 0, 3, 'bold')).toBe(true)
    expect(has(text, 0, 4, 'bold')).toBe(false)
    expect(has(text, 3, 3, 'bold')).toBe(true)
    expect(has(text, 0, 0, 'bold')).toBe(false)
  })
})

describe('cutting', () => {
  it('takes entities along', () => {
    expect(slice(rich('abcdef', bold(1, 4)), 2, 4)).toEqual(rich('cd', bold(0, 2)))
    expect(trim(rich('  ab \n', bold(0, 4)))).toEqual(rich('ab', bold(0, 2)))
    expect(trim(rich(' \n '))).toEqual(rich(''))
  })

  it('cuts long texts at lines and words, never in a letter', () => {
    const cut = pieces(rich('aaaa bbbb\ncccc', bold(5, 4)), 10)
    expect(cut).toEqual([rich('aaaa bbbb', bold(5, 4)), rich('cccc')])
    expect(pieces(plain('😀😀😀'), 3).map((it) => it.text)).toEqual(['😀', '😀', '😀'])
  })
})

describe('a stretch that was replaced', () => {
  it.each([
    ['abcd', 'd', 0, 4, { from: 0, to: 4, put: 'd' }],
    ['one two', 'one to', 4, 7, { from: 4, to: 7, put: 'to' }],
    ['aXa', 'aa', 0, 2, { from: 0, to: 2, put: 'a' }],
    ['abc', '', 0, 3, { from: 0, to: 3, put: '' }],
    ['abc', 'abc', 0, 3, undefined],
    ['abc', 'abcd', 3, 3, undefined],
    ['abc', 'xbc', 1, 3, undefined],
    ['aba', 'a', 0, 1, undefined],
  ])('%s to %s', (before, after, from, to, expected) => expect(replacement(before, after, from, to)).toEqual(expected))
})

describe('what changed between two texts', () => {
  it.each([
    ['aa', 'aaa', 1, { from: 0, to: 0, put: 'a' }],
    ['aa', 'aaa', 3, { from: 2, to: 2, put: 'a' }],
    ['abc', 'ac', 1, { from: 1, to: 2, put: '' }],
    ['abc', 'abc', 3, { from: 3, to: 3, put: '' }],
    ['😀', '😁', 2, { from: 0, to: 2, put: '😁' }],
    ['teh cat', 'the cat', 3, { from: 1, to: 3, put: 'he' }],
  ])('%s to %s', (before, after, caret, expected) => expect(difference(before, after, caret)).toEqual(expected))

  it('always leads from the one to the other', () => {
    let seed = 99
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below
    const word = () => Array.from({ length: random(6) }, () => ['a', 'b', '😀', '😁'][random(4)]).join('')
    for (let round = 0; round < 1000; round++) {
      const [before, after] = [word(), word()]
      const { from, to, put } = difference(before, after, random(after.length + 1))
      expect(before.slice(0, from) + put + before.slice(to)).toBe(after)
    }
  })
})
