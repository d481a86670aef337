import { describe, expect, it } from 'vitest'
import type { Entity, RichText } from './message'
import { blocksOf, soundEntities, type Block } from './segments'

const rich = (text: string, ...entities: Entity[]): RichText => ({ text, entities })
const shown = (blocks: Block[]): string =>
  blocks.map((it) => (it.kind === 'text' ? it.spans.map((span) => span.text).join('') : it.kind === 'pre' ? it.text : shown(it.blocks))).join('\n')

describe('entities that make sense', () => {
  it('drops what is empty, not whole or outside, and cuts what reaches over the end', () => {
    const bad = [
      { kind: 'bold', offset: -5, length: 3 },
      { kind: 'bold', offset: 1, length: 0 },
      { kind: 'bold', offset: 0.5, length: 1 },
      { kind: 'bold', offset: Number.NaN, length: 1 },
      { kind: 'bold', offset: 99, length: 2 },
      { kind: 'italic', offset: 2, length: 1e9 },
    ] satisfies Entity[]
    expect(soundEntities('abcd', bad)).toEqual([{ kind: 'italic', offset: 2, length: 2 }])
  })

  it('never splits a surrogate pair', () => {
    expect(soundEntities('😀b', [{ kind: 'bold', offset: 1, length: 1 }])).toEqual([{ kind: 'bold', offset: 0, length: 2 }])
    expect(soundEntities('😀b', [{ kind: 'bold', offset: 0, length: 1 }])).toEqual([])
  })
})

describe('blocks and spans', () => {
  it('shows a text without entities as it is', () => {
    expect(blocksOf(rich('a\nb'))).toEqual([{ kind: 'text', spans: [{ text: 'a\nb', marks: [] }] }])
  })

  it('keeps all the words of a link that formats cut in two, to be judged by', () => {
    const [block] = blocksOf(rich('see bank.example', { kind: 'link', url: 'https://evil.example', offset: 4, length: 12 }, { kind: 'bold', offset: 4, length: 4 }))
    const linked = block?.kind === 'text' ? block.spans.filter((span) => span.target) : []
    expect(linked.map((span) => span.text)).toEqual(['bank', '.example'])
    expect(linked.map((span) => span.words)).toEqual(['bank.example', 'bank.example'])
  })

  it('keeps the whole of an address that formats cut in two', () => {
    const text = 'https://bank.example/a.example'
    const [block] = blocksOf(rich(text, { kind: 'url', offset: 0, length: 30 }, { kind: 'bold', offset: 21, length: 9 }))
    const linked = block?.kind === 'text' ? block.spans : []
    expect(linked.map((span) => [span.text, span.whole])).toEqual([
      ['https://bank.example/', text],
      ['a.example', text],
    ])
  })

  it('judges a link by all that is read as one with it', () => {
    const linked = (text: string, ...entities: Entity[]) => {
      const [block] = blocksOf(rich(text, ...entities))
      return block?.kind === 'text' ? block.spans.filter((span) => span.target).map((span) => span.words) : []
    }
    const link = (offset: number, length: number): Entity => ({ kind: 'link', url: 'https://evil.example', offset, length })
    expect(linked('see bank.example now', link(4, 4), { ...link(8, 8), url: 'https://evil.example/2' } as Entity)).toEqual(['bank.example', 'bank.example'])
    expect(linked('see bank.example now', link(4, 4))).toEqual(['bank.example'])
    expect(linked('https://bank.example/evil.example', { kind: 'url', offset: 21, length: 12 })).toEqual(['https://bank.example/evil.example'])
    expect(linked('去看这里，也看bank.example', link(2, 2))).toEqual(['这里，'])
    expect(linked('去看这里的bank.example', link(2, 2))).toEqual(['这里'])
  })

  it('cuts overlapping entities into spans', () => {
    const blocks = blocksOf(rich('abcdef', { kind: 'bold', offset: 0, length: 4 }, { kind: 'italic', offset: 2, length: 4 }))
    expect(blocks).toEqual([
      {
        kind: 'text',
        spans: [
          { text: 'ab', marks: ['bold'] },
          { text: 'cd', marks: ['bold', 'italic'] },
          { text: 'ef', marks: ['italic'] },
        ],
      },
    ])
  })

  it('sets blocks apart without showing their line breaks twice', () => {
    const blocks = blocksOf(rich('see:\nlet a\nok', { kind: 'pre', language: 'js', offset: 5, length: 5 }))
    expect(blocks).toEqual([
      { kind: 'text', spans: [{ text: 'see:', marks: [] }] },
      { kind: 'pre', language: 'js', text: 'let a' },
      { kind: 'text', spans: [{ text: 'ok', marks: [] }] },
    ])
  })

  it('keeps code blocks and formats inside a quote', () => {
    const [block] = blocksOf(
      rich('one\ncode', { kind: 'quote', collapsed: true, offset: 0, length: 8 }, { kind: 'bold', offset: 0, length: 3 }, { kind: 'pre', language: '', offset: 4, length: 4 }),
    )
    expect(block).toEqual({
      kind: 'quote',
      collapsed: true,
      blocks: [
        { kind: 'text', spans: [{ text: 'one', marks: ['bold'] }] },
        { kind: 'pre', language: '', text: 'code' },
      ],
    })
  })

  it('shows every letter once, whatever the entities say', () => {
    let seed = 20260101
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % below
    }
    const kinds = ['bold', 'italic', 'quote', 'pre', 'spoiler', 'link', 'code'] as const
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: 30 }, () => ['a', '😀', 'ы', '中'][random(4)]).join('')
      const entities = Array.from({ length: 8 }, (): Entity => {
        const place = { offset: random(70) - 10, length: random(40) - 3 }
        const kind = kinds[random(kinds.length)]!
        switch (kind) {
          case 'quote':
            return { kind, collapsed: false, ...place }
          case 'pre':
            return { kind, language: '', ...place }
          case 'link':
            return { kind, url: 'https://a.example', ...place }
          default:
            return { kind, ...place }
        }
      })
      expect(shown(blocksOf({ text, entities })).replaceAll('\n', ''), `round ${round}`).toBe(text)
    }
  })

  it('stays quick with a thousand entities on a long text', () => {
    const text = 'x'.repeat(100_000)
    const entities = Array.from({ length: 5000 }, (_, i): Entity => ({ kind: 'bold', offset: i, length: 90_000 }))
    const started = performance.now()
    blocksOf({ text, entities })
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
