import { parseAst } from 'vite'
import { describe, expect, test } from 'vitest'

type Texts = { [key: string]: string | ((...args: never[]) => string) | Texts | readonly Texts[] }

const files = import.meta.glob<Texts>('./{en,zh,ru,uk}/*.ts', { import: 'default', eager: true })
const parts = ['start', 'shell', 'talk'] as const
const others = ['zh', 'ru', 'uk'] as const
const of = (language: string, part: string): Texts => files[`./${language}/${part}.ts`]!

/** Every text with its path; those that take something are given some. */
function leaves(texts: Texts, path = ''): [path: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    const here = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') return [[here, value]]
    if (typeof value === 'function') return [[here, (value as (...args: unknown[]) => string)(3, 3, 3)]]
    return leaves(value as Texts, here)
  })
}

describe.each(parts)('the texts of %s', part => {
  const english = leaves(of('en', part))

  test.each(others)('are all there in %s', language => {
    expect(leaves(of(language, part)).map(([path]) => path)).toEqual(english.map(([path]) => path))
  })

  test.each(['en', ...others])('are never empty in %s', language => {
    for (const [path, text] of leaves(of(language, part))) expect(text.trim(), path).not.toBe('')
  })

  test.each(['ru', 'uk'] as const)('are in Cyrillic in %s unless they are keys, names or signs', language => {
    for (const [path, text] of leaves(of(language, part)))
      if (/\p{L}{3}/u.test(text) && !/^(appName|keys\.key\.)/.test(path)) expect(text, path).toMatch(/\p{Script=Cyrillic}/u)
  })

  test('are in Chinese signs in zh unless they are keys, names or signs', () => {
    for (const [path, text] of leaves(of('zh', part)))
      if (/\p{L}{3}/u.test(text) && !/^(appName|keys\.key\.)/.test(path)) expect(text, path).toMatch(/\p{Script=Han}/u)
  })
})

test.each([
  ['ru', [1, 2, 5, 11, 21, 22, 25, 1_001], ['1 чат', '2 чата', '5 чатов', '11 чатов', '21 чат', '22 чата', '25 чатов', '1 001 чат']],
  ['uk', [1, 2, 5, 11, 21, 104], ['1 чат', '2 чати', '5 чатів', '11 чатів', '21 чат', '104 чати']],
  ['en', [0, 1, 2, 1_001], ['0 chats', '1 chat', '2 chats', '1,001 chats']],
  ['zh', [1, 2], ['1 个聊天', '2 个聊天']],
] as const)('%s counts as it is spoken', (language, numbers, words) => {
  const count = (of(language, 'shell')['list'] as unknown as { archived: (n: number) => string }).archived
  expect(numbers.map(count).map(text => text.replace(/\s/g, ' '))).toEqual(words)
})

const code = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../text/{en,zh,ru,uk}/*', '!../**/*.test.ts'], { query: '?raw', import: 'default', eager: true })
const screens = Object.entries(code).filter(([name]) => name.endsWith('.tsx'))
const spoken = new Set(['aria-label', 'aria-description', 'aria-placeholder', 'aria-valuetext', 'alt', 'label', 'title', 'placeholder', 'hint', 'text', 'note'])

type Node = { type: string; [key: string]: unknown }

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const one of node) walk(one, visit)
  else if (typeof node === 'object' && node !== null) {
    if ('type' in node) visit(node as Node)
    for (const value of Object.values(node)) walk(value, visit)
  }
}

/** Words that stand in the code of a screen instead of in the texts. */
function literals(screen: string): string[] {
  const found: string[] = []
  const keep = (text: unknown) => typeof text === 'string' && /\p{L}{2}/u.test(text) && found.push(text.trim())
  walk(parseAst(screen, { lang: 'tsx' }), node => {
    if (node.type === 'JSXText') keep(node['value'])
    if (node.type === 'JSXAttribute' && spoken.has((node['name'] as { name: string }).name)) keep((node['value'] as { value?: unknown } | null)?.value)
    if (node.type === 'JSXExpressionContainer') {
      const inside = node['expression'] as Node
      if (inside.type === 'Literal') keep(inside['value'])
    }
  })
  return found
}

test.each(screens)('no words stand in %s', (_, screen) => {
  expect(literals(screen)).toEqual([])
})

test('words in a screen are found wherever they hide', () => {
  expect(literals('const a = <p title="Some tip">Some words<b aria-label={"Some name"} /></p>')).toEqual(['Some tip', 'Some words', 'Some name'])
})

test('every text is spoken somewhere', () => {
  const words = new Set(Object.values(code).join('\n').match(/[\p{L}_$][\p{L}\d_$]*/gu))
  const silent = parts.flatMap(part => leaves(of('en', part)).map(([path]) => path)).filter(path => !path.split('.').every(key => /^\d+$/.test(key) || words.has(key)))
  expect(silent).toEqual([])
})
