import { describe, expect, it } from 'vitest'
import { destinationOf, withLinks } from './links'

const found = (text: string) => withLinks({ text, entities: [] }).entities.map((it) => [it.kind, text.slice(it.offset, it.offset + it.length)])

describe('links in a text', () => {
  it.each([
    ['see https://example.org/a?b=c#d.', [['url', 'https://example.org/a?b=c#d']]],
    ['(https://en.wikipedia.org/wiki/A_(b))', [['url', 'https://en.wikipedia.org/wiki/A_(b)']]],
    ['[{(see https://example.org/[a]{b}(c))}]!?', [['url', 'https://example.org/[a]{b}(c)']]],
    ['“https://example.org/a”, he said', [['url', 'https://example.org/a']]],
    ['（https://example.org/a）。', [['url', 'https://example.org/a']]],
    ['https://example.org/a).)', [['url', 'https://example.org/a']]],
    ['go to example.com, now', [['url', 'example.com']]],
    ['смотри пример.рф/путь!', [['url', 'пример.рф/путь']]],
    ['http://localhost:8080/x', [['url', 'http://localhost:8080/x']]],
    ['main.ts and file.txt and 3.14', []],
    ['write to me@example.org', [['email', 'me@example.org']]],
    ['@anna_k and #tag1 #中文 #123', [['mention', '@anna_k'], ['hashtag', '#tag1'], ['hashtag', '#中文']]],
    ['javascript:alert(1) data:text/html,x', []],
    ['a.b', []],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))

  it('leaves alone what is code or a link already', () => {
    const rich = { text: 'x.com', entities: [{ kind: 'code' as const, offset: 0, length: 5 }] }
    expect(withLinks(rich)).toBe(rich)
  })

  it('stays quick on text made to be slow', { timeout: 30_000 }, () => {
    for (const piece of ['a.', 'http://', '@a', '#', 'a-', 'x@y.']) {
      const started = performance.now()
      withLinks({ text: piece.repeat(20_000 / piece.length), entities: [] })
      expect(performance.now() - started, piece).toBeLessThan(3000)
    }
  })

  it.each([')', '.', ')]}', '.)', '(', '()'])('cuts a tail of "%s" in one pass', (piece) => {
    const text = `https://example.org/${piece.repeat(19_900 / piece.length)}`
    const started = performance.now()
    const [[, url] = []] = found(text)
    expect(performance.now() - started).toBeLessThan(1000)
    expect(url).toBe(piece.includes('(') ? text : 'https://example.org/')
  })
})

describe('where a link leads', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'java\tscript:alert(1)', 'blob:x', '//', ''])('refuses %s', (url) =>
    expect(destinationOf(url, url)).toBeUndefined(),
  )

  it('takes the address for the web when it names no scheme', () => {
    expect(destinationOf('example.org/x', 'example.org/x')).toEqual({ kind: 'web', href: 'https://example.org/x', host: 'example.org', suspicious: false })
  })

  it.each([
    ['https://evil.example', 'https://bank.example'],
    ['https://bank.example@evil.example', 'my bank'],
    ['https://аpple.com', 'https://аpple.com'],
    ['https://evil.example/bank.example', 'bank.com/login'],
    ['https://evil.example', 'log in at bank.com, now'],
    ['https://evil.example', 'ｂａｎｋ．ｃｏｍ'],
    ['https://evil.example', 'bank。com'],
    ['https://evil.example', 'bank\u200b.com'],
    ['https://evil.example', 'bank\u2060.\u200dcom'],
    ['https://evil.example', 'evil.example or bank.com'],
    ['https://evil.example', 'HTTPS://BANK.COM'],
  ])('is wary of %s shown as %s', (url, shown) => expect(destinationOf(url, shown)).toMatchObject({ suspicious: true }))

  it('shows the host in punycode', () => expect(destinationOf('https://аpple.com', 'x')).toMatchObject({ host: 'xn--pple-43d.com' }))

  it('trusts a plain label and the same host', () => {
    expect(destinationOf('https://example.org/a', 'read this')).toMatchObject({ suspicious: false })
    expect(destinationOf('https://www.example.org/a', 'example.org')).toMatchObject({ suspicious: false })
    expect(destinationOf('https://example.org/a', '(Example.org/b), www.example.org.')).toMatchObject({ suspicious: false })
  })

  it('finds the person in a link of the app', () => {
    expect(destinationOf('tg://resolve?domain=anna_k', 'x')).toEqual({ kind: 'userName', userName: 'anna_k' })
    expect(destinationOf('tg://join?invite=x', 'x')).toBeUndefined()
  })
})
