import { base, names as namesIn } from 'virtual:emoji'
import type { Language } from '../text'

interface EmojiGroup {
  name: string
  /** Places in {@link all}. */
  from: number
  to: number
}

/** Every emoji in its order; those that have skin tones are told apart. */
export const all: string[] = []
export const hasTones = new Set<string>()
export const groups: EmojiGroup[] = []

for (const [name, list] of base) {
  const from = all.length
  for (const it of list.split(' ')) {
    const emoji = it.endsWith('+') ? it.slice(0, -1) : it
    if (emoji !== it) hasTones.add(emoji)
    all.push(emoji)
  }
  groups.push({ name, from, to: all.length })
}

/** Name and key words of each emoji, in small letters, in one language. */
type Words = { name: string; tags: string[] }[]
const loaded = new Map<Language, Promise<Words>>()

function wordsIn(language: Language): Promise<Words> {
  let words = loaded.get(language)
  if (words === undefined) {
    words = namesIn[language]().then(file =>
      file.default.split('\n').map(line => {
        const [name = '', ...tags] = line.split('|')
        return { name, tags }
      }),
    )
    loaded.set(language, words)
    words.catch(() => loaded.delete(language))
  }
  return words
}

/** What an emoji is called. */
export const namesOf = (language: Language): Promise<string[]> => wordsIn(language).then(words => words.map(it => it.name))

/** Finds emoji by name and key words, in the language of the page first, then in the others: people mix them. */
export async function findEmoji(text: string, first: Language, most: number): Promise<string[]> {
  const wanted = text.trim().toLocaleLowerCase().replaceAll('_', ' ')
  if (wanted === '') return []
  const languages: Language[] = [first, ...(['en', 'zh', 'ru', 'uk'] as const).filter(it => it !== first)]
  const scores = new Map<number, number>()
  for (const [i, language] of languages.entries()) {
    const words = await wordsIn(language)
    words.forEach((it, place) => {
      const score = scoreOf(it, wanted)
      if (score > 0) scores.set(place, Math.max(scores.get(place) ?? 0, score - i * 0.5))
    })
  }
  return [...scores].sort(([a, x], [b, y]) => y - x || a - b).slice(0, most).map(([place]) => all[place]!)
}

function scoreOf(words: { name: string; tags: string[] }, wanted: string): number {
  if (words.name === wanted) return 10
  if (words.tags.includes(wanted)) return 9
  if (words.name.startsWith(wanted)) return 8
  if (words.tags.some(it => it.startsWith(wanted))) return 7
  if (words.name.includes(` ${wanted}`)) return 6
  if (words.tags.some(it => it.includes(wanted)) || words.name.includes(wanted)) return wanted.length > 1 || wanted.charCodeAt(0) > 0x2e80 ? 3 : 0
  return 0
}
