import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import { toned } from '../src/model/emoji.ts'

interface Entry {
  emoji: string
  label: string
  group?: number
  order?: number
  version: number
  tags?: string[]
  skins?: { emoji: string; tone: number | number[] }[]
}

const LANGUAGES = ['en', 'zh', 'ru', 'uk']
const GROUPS: Record<number, string> = { 0: 'smileys', 1: 'people', 3: 'nature', 4: 'food', 5: 'places', 6: 'activities', 7: 'objects', 8: 'symbols', 9: 'flags' }
/** Newer ones are boxes on most devices. */
const NEWEST = 15

/** The emoji with their names in the four languages, cut down to what the picker needs: one file of emoji, one of words for each language. */
export function emoji(): Plugin {
  const require = createRequire(import.meta.url)
  const read = (language: string): Entry[] =>
    (JSON.parse(readFileSync(require.resolve(`emojibase-data/${language}/data.json`), 'utf8')) as Entry[])
      .filter(it => it.group !== undefined && GROUPS[it.group] !== undefined && it.version <= NEWEST)
      .sort((a, b) => a.group! - b.group! || a.order! - b.order!)

  const base = () => {
    const groups = new Map<string, string[]>()
    for (const it of read('en')) {
      const name = GROUPS[it.group!]!
      const hasTones = it.skins?.some(skin => skin.tone === 1 && skin.emoji === toned(it.emoji, 1)) ?? false
      groups.set(name, [...(groups.get(name) ?? []), hasTones ? `${it.emoji}+` : it.emoji])
    }
    return [...groups].map(([name, list]) => [name, list.join(' ')])
  }
  const words = (language: string) => {
    const named = new Map(read(language).map(it => [it.emoji, it]))
    return read('en')
      .map(it => named.get(it.emoji) ?? it)
      .map(it => [it.label, ...(it.tags ?? [])].map(word => word.toLocaleLowerCase(language).replace(/[|\n]/g, ' ')).join('|'))
      .join('\n')
  }

  return {
    name: 'emoji',
    resolveId: id => (id.startsWith('virtual:emoji') ? `\0${id}` : undefined),
    load(id) {
      if (id === '\0virtual:emoji') {
        const names = LANGUAGES.map(it => `${it}: () => import('virtual:emoji/${it}')`).join(', ')
        return `export const base = ${JSON.stringify(base())}\nexport const names = { ${names} }`
      }
      const language = id.startsWith('\0virtual:emoji/') ? id.slice('\0virtual:emoji/'.length) : undefined
      return language !== undefined && LANGUAGES.includes(language) ? `export default ${JSON.stringify(words(language))}` : undefined
    },
  }
}
