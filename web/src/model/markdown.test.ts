import { describe, expect, it } from 'vitest'
import type { Entity, RichText } from './message'
import { closeMarkdown, forSending, parseMarkdown, toMarkdown } from './markdown'
import { plain, replace } from './richText'

/** Writes letter by letter, as a person does. */
function typed(text: string): RichText {
  let rich = plain('')
  let caret = 0
  let closedAt = -1
  for (const letter of text) {
    rich = replace(rich, caret, caret, plain(letter), caret !== closedAt)
    caret += letter.length
    const closed = closeMarkdown(rich, caret)
    if (closed === undefined) continue
    ;({ rich, caret } = closed)
    closedAt = closed.inside ? -1 : caret
  }
  return rich
}

const cases: [string, string, Entity[]][] = [
  ['**bold**', 'bold', [{ kind: 'bold', offset: 0, length: 4 }]],
  ['a __b c__ d', 'a b c d', [{ kind: 'italic', offset: 2, length: 3 }]],
  ['~~no~~', 'no', [{ kind: 'strike', offset: 0, length: 2 }]],
  ['||who||', 'who', [{ kind: 'spoiler', offset: 0, length: 3 }]],
  ['run `a*b**c` now', 'run a*b**c now', [{ kind: 'code', offset: 4, length: 6 }]],
  ['```js\nlet a = 1\n```', 'let a = 1', [{ kind: 'pre', language: 'js', offset: 0, length: 9 }]],
  ['[here](example.org/a_(b))', 'here', [{ kind: 'link', url: 'https://example.org/a_(b)', offset: 0, length: 4 }]],
  ['[x](javascript:alert(1))', '[x](javascript:alert(1))', []],
  ['2 ** 3 ** 4', '2 ** 3 ** 4', []],
  ['obj.__proto__', 'obj.proto', [{ kind: 'italic', offset: 4, length: 5 }]],
  ['snake__case__x', 'snake__case__x', []],
  ['****', '****', []],
]

describe('markdown', () => {
  it.each(cases)('typed: %s', (text, expected, entities) => expect(typed(text)).toEqual({ text: expected, entities }))
  it.each(cases)('read whole: %s', (text, expected, entities) => expect(parseMarkdown(plain(text))).toEqual({ text: expected, entities }))

  it('puts one format in another', () => {
    const both = [
      { kind: 'italic', offset: 2, length: 1 },
      { kind: 'bold', offset: 0, length: 5 },
    ] satisfies Entity[]
    expect(typed('**a __b__ c**').entities).toEqual(expect.arrayContaining(both))
    expect(parseMarkdown(plain('**a __b__ c**')).text).toBe('a b c')
  })

  it('quotes lines', () => {
    expect(parseMarkdown(plain('a\n> b\n> c\nd'))).toEqual({ text: 'a\nb\nc\nd', entities: [{ kind: 'quote', collapsed: false, offset: 2, length: 3 }] })
    expect(closeMarkdown(plain('> b'), 2)).toEqual({ rich: { text: 'b', entities: [{ kind: 'quote', collapsed: false, offset: 0, length: 1 }] }, caret: 0, inside: true })
    expect(typed('> one\n> two\nthree')).toEqual({ text: 'one\ntwo\nthree', entities: [{ kind: 'quote', collapsed: false, offset: 0, length: 8 }] })
    expect(parseMarkdown(plain('a > b'))).toEqual(plain('a > b'))
  })

  it('sends no white space round a text or at the end of a quote', () => {
    const rich: RichText = { text: ' a\n\nb ', entities: [{ kind: 'quote', collapsed: false, offset: 1, length: 3 }] }
    expect(forSending(rich)).toEqual({ text: 'a\n\nb', entities: [{ kind: 'quote', collapsed: false, offset: 0, length: 1 }] })
    expect(forSending(plain(' \n')).text).toBe('')
  })

  it('leaves code alone', () => {
    const code: RichText = { text: '**a**', entities: [{ kind: 'code', offset: 0, length: 5 }] }
    expect(parseMarkdown(code)).toEqual(code)
    expect(parseMarkdown(plain('```\n**a**\n> b\n```')).text).toBe('**a**\n> b')
  })

  it('writes signs that read back the same', () => {
    for (const text of ['**a __b__ c** ~~d~~', '`x` and ||y||', '> one\n> two\nthree', '```js\nlet a\n```\nok', '[a](https://example.org/)']) {
      const rich = parseMarkdown(plain(text))
      expect(toMarkdown(rich)).toBe(text)
      expect(parseMarkdown(plain(toMarkdown(rich)))).toEqual(rich)
    }
  })

  it('stays quick on a text made of signs', { timeout: 30_000 }, () => {
    for (const sign of ['*', '**', '`', '[', '](', '_ _', '> \n', '```']) {
      const started = performance.now()
      parseMarkdown(plain(sign.repeat(4096 / sign.length)))
      expect(performance.now() - started, sign).toBeLessThan(3000)
    }
  })
})
