import type { Entity, EntityKind, RichText } from './message'

/** What a stretch of text looks like. */
export type Mark = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'code'

/** Where a stretch of text leads to. */
export type Target = Extract<EntityKind, { kind: 'link' | 'url' | 'email' | 'phone' | 'mention' | 'hashtag' | 'command' | 'cashtag' | 'bankCard' | 'person' }>

/** A stretch of text that looks the same all over. */
export interface Span {
  text: string
  marks: Mark[]
  target?: Target
  /** All that leads there, where formats cut it into several stretches. */
  whole?: string
  /** The same with what the eye reads as one with it, to judge by. */
  words?: string
}

/** What stands on lines of its own. */
export type Block =
  | { kind: 'text'; spans: Span[] }
  | { kind: 'pre'; language: string; text: string }
  | { kind: 'quote'; collapsed: boolean; blocks: Block[] }

const MARKS: readonly string[] = ['bold', 'italic', 'underline', 'strike', 'spoiler', 'code'] satisfies Mark[]

/** More than this in one text means harm; the rest is shown plain. */
const MAX_ENTITIES = 1000

/** How much of a link before and after a stretch of it is looked at. */
const NEARBY = 256

/** What stands beside a link and is read as a part of it: no space, and no letter of those that are written without spaces. */
const beside = (letter: string) => letter > ' ' && (letter < '\x7f' || /[^\s\p{Lo}]/u.test(letter))

export const isMark = (kind: EntityKind['kind']): kind is Mark => MARKS.includes(kind)

/**
 * The entities that make sense for this text, by place, the longer before the shorter: inside the text, not empty, whole
 * numbers, and not between the two halves of a surrogate pair.
 */
export function soundEntities(text: string, entities: readonly Entity[]): Entity[] {
  const sound: Entity[] = []
  for (const entity of entities.slice(0, MAX_ENTITIES)) {
    if (!Number.isInteger(entity.offset) || !Number.isInteger(entity.length) || entity.length <= 0) continue
    const from = pairStart(text, Math.max(0, entity.offset))
    const to = pairStart(text, Math.min(text.length, entity.offset + entity.length))
    if (to > from) sound.push({ ...entity, offset: from, length: to - from })
  }
  return sound.sort((a, b) => a.offset - b.offset || b.length - a.length)
}

/** The place itself, or the one before if it splits a surrogate pair. */
export function pairStart(text: string, place: number): number {
  if (place <= 0 || place >= text.length) return place
  const before = text.charCodeAt(place - 1)
  const after = text.charCodeAt(place)
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000 ? place - 1 : place
}

/** Cuts a text into what is shown: blocks, and in them spans. Entities may nest, overlap and lie. */
export function blocksOf(rich: RichText): Block[] {
  const entities = soundEntities(rich.text, rich.entities)
  return entities.length === 0 ? [textBlock(rich.text)] : cut(rich.text, entities, 0, rich.text.length, true)
}

const textBlock = (text: string): Block => ({ kind: 'text', spans: text === '' ? [] : [{ text, marks: [] }] })

function cut(text: string, entities: Entity[], from: number, to: number, quotes: boolean): Block[] {
  const blocks: Block[] = []
  let at = from
  const upTo = (end: number) => {
    // The line break before a block and the one after it are what sets the block apart; they are not shown twice.
    let first = at
    let last = end
    if (blocks.length > 0 && text[first] === '\n') first++
    if (end < to && text[last - 1] === '\n' && last > first) last--
    if (last > first || (blocks.length === 0 && end === to)) blocks.push({ kind: 'text', spans: spansOf(text, entities, first, last) })
  }
  for (const entity of entities) {
    const start = Math.max(entity.offset, from)
    const end = Math.min(entity.offset + entity.length, to)
    if (start < at || end <= start) continue
    if (entity.kind === 'pre') {
      if (start > at) upTo(start)
      blocks.push({ kind: 'pre', language: entity.language, text: text.slice(start, end).replace(/\n$/, '') })
      at = end
    } else if (entity.kind === 'quote' && quotes) {
      if (start > at) upTo(start)
      const shownEnd = end > start + 1 && text[end - 1] === '\n' ? end - 1 : end
      blocks.push({ kind: 'quote', collapsed: entity.collapsed, blocks: cut(text, entities, start, shownEnd, false) })
      at = end
    }
  }
  if (at < to || blocks.length === 0) upTo(to)
  return blocks
}

/** The spans between two places: cut at every place where an entity begins or ends. */
export function spansOf(text: string, entities: readonly Entity[], from: number, to: number): Span[] {
  const inside = entities.filter((it) => it.kind !== 'pre' && it.kind !== 'quote' && it.offset < to && it.offset + it.length > from)
  if (inside.length === 0) return to > from ? [{ text: text.slice(from, to), marks: [] }] : []
  const places = new Set([from, to])
  for (const { offset, length } of inside) {
    places.add(Math.max(from, offset))
    places.add(Math.min(to, offset + length))
  }
  const sorted = [...places].sort((a, b) => a - b)
  const spans: Span[] = []
  let open: Entity[] = []
  let next = 0
  for (let i = 0; i + 1 < sorted.length; i++) {
    const start = sorted[i]!
    const end = sorted[i + 1]!
    open = open.filter((it) => it.offset + it.length > start)
    while (next < inside.length && inside[next]!.offset <= start) {
      const entity = inside[next++]!
      if (entity.offset + entity.length > start) open.push(entity)
    }
    spans.push(spanOf(text, start, end, open))
  }
  return spans
}

function spanOf(whole: string, from: number, to: number, open: readonly Entity[]): Span {
  const span: Span = { text: whole.slice(from, to), marks: [] }
  for (const entity of open) {
    if (isMark(entity.kind)) {
      if (!span.marks.includes(entity.kind)) span.marks.push(entity.kind)
    } else if (entity.kind !== 'pre' && entity.kind !== 'quote' && span.target === undefined) {
      const { offset, length, ...target } = entity
      span.target = target as Target
      span.whole = whole.slice(offset, offset + length)
      span.words = readAsOne(whole, offset, offset + length, Math.max(0, from - NEARBY), Math.min(whole.length, to + NEARBY))
    }
  }
  return span
}

/** A stretch of a text with what stands right before and after it, between two bounds. */
function readAsOne(text: string, from: number, to: number, least: number, most: number): string {
  let start = Math.max(from, least)
  let end = Math.min(to, most)
  while (start > least && beside(text[start - 1]!)) start--
  while (end < most && beside(text[end]!)) end++
  return text.slice(start, end)
}
