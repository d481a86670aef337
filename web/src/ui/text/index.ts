import { createSignal } from 'solid-js'

/** The languages, each by its own name. */
export const languages = { en: 'English', zh: '简体中文', ru: 'Русский', uk: 'Українська' } as const

export type Language = keyof typeof languages

/** All texts of the app in parts: the first page's are there at once, the others are loaded with the screens that speak them. English is what the others are measured by. */
interface Parts {
  start: typeof import('./en/start').default
  shell: typeof import('./en/shell').default
  talk: typeof import('./en/talk').default
}

type Part = keyof Parts

const first = import.meta.glob<unknown>('./{en,zh,ru,uk}/start.ts', { import: 'default', eager: true })
const files = import.meta.glob<unknown>('./{en,zh,ru,uk}/{shell,talk}.ts', { import: 'default' })

const [language, setCurrent] = createSignal<Language>('en')
const [texts, setTexts] = createSignal<Partial<Parts>>({})
const wanted = new Set<Part>()

export { language }

function part<P extends Part>(name: P): Parts[P] {
  const text = texts()[name]
  if (text === undefined) throw new Error(`text ${name} is used before it is loaded`)
  return text
}

/** The words of the current language; whoever reads them here is told when it changes. */
export const t = {
  get start() {
    return part('start')
  },
  get shell() {
    return part('shell')
  },
  get talk() {
    return part('talk')
  },
}

async function read(name: Part, from: Language): Promise<Partial<Parts>> {
  const path = `./${from}/${name}.ts`
  return { [name]: first[path] ?? (await files[path]!()) }
}

/** Loads what a screen speaks, before it is shown. */
export async function loadText(...names: Part[]): Promise<void> {
  const missing = names.filter(name => !wanted.has(name) || texts()[name] === undefined)
  for (const name of names) wanted.add(name)
  const asked = language()
  const loaded = await Promise.all(missing.map(name => read(name, asked)))
  if (asked !== language()) return loadText(...names)
  setTexts(all => Object.assign({}, all, ...loaded) as Partial<Parts>)
}

/** Changes the language of everything on the screen at once, when all of it is there. */
export async function speak(next: Language): Promise<void> {
  const loaded = await Promise.all([...wanted].map(name => read(name, next)))
  setTexts(all => Object.assign({}, all, ...loaded) as Partial<Parts>)
  setCurrent(next)
  document.documentElement.lang = next === 'zh' ? 'zh-Hans' : next
  document.documentElement.dir = isRtl(next) ? 'rtl' : 'ltr'
}

const isRtl = (which: string): boolean => ['ar', 'fa', 'he', 'ur'].includes(which)

/** The first of the languages that the browser's owner reads. */
export function preferredLanguage(read: readonly string[]): Language {
  for (const tag of read) {
    const base = tag.slice(0, 2).toLowerCase()
    if (base in languages) return base as Language
  }
  return 'en'
}
