import type { Entity, EntityKind, RichText } from './message'
import { isMark, pairStart, soundEntities } from './segments'

/** What a person can put on a text by hand. */
export type Format = Extract<EntityKind, { kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'code' | 'pre' | 'quote' | 'link' | 'person' }>

export const NOTHING: RichText = { text: '', entities: [] }
export const plain = (text: string): RichText => ({ text, entities: [] })

const endOf = (entity: Entity) => entity.offset + entity.length
const sameKind = (a: EntityKind, b: EntityKind) =>
  a.kind === b.kind &&
  (a.kind !== 'link' || b.kind !== 'link' || a.url === b.url) &&
  (a.kind !== 'pre' || b.kind !== 'pre' || a.language === b.language) &&
  (a.kind !== 'person' || b.kind !== 'person' || a.peer === b.peer) &&
  (a.kind !== 'quote' || b.kind !== 'quote' || a.collapsed === b.collapsed)

/** Entities in order, with those of one kind that touch or overlap made one. */
export function tidy(text: string, entities: readonly Entity[]): Entity[] {
  const tidied: Entity[] = []
  for (const entity of soundEntities(text, entities)) {
    const before = tidied.findLast((it) => sameKind(it, entity) && endOf(it) >= entity.offset && entity.kind !== 'pre')
    if (before === undefined) tidied.push({ ...entity })
    else before.length = Math.max(endOf(before), endOf(entity)) - before.offset
  }
  return tidied
}

/**
 * Puts `put` in the place of what is between two places. What is written at the end of bold text is bold as well, and what
 * replaces a stretch looks like its beginning; unless `inherit` is off. At the end of a link or of code it is not part of it.
 */
export function replace(rich: RichText, from: number, to: number, put: RichText, inherit = true): RichText {
  const putEnd = from + put.text.length
  const grown = putEnd - to
  const entities = rich.entities.map((entity) => {
    const start = entity.offset
    const end = endOf(entity)
    const grows = from === to ? start < from && end === from && growsAtEnd(entity, rich.text) : start <= from && end > from
    const covers = (start < from && end > to) || (inherit && grows)
    const newStart = start < from || (start === from && covers) ? start : start >= to ? start + grown : putEnd
    const newEnd = end >= to && end > from && (covers || end > to) ? end + grown : end <= from && !covers ? end : covers ? putEnd : from
    return { ...entity, offset: newStart, length: newEnd - newStart }
  })
  for (const entity of put.entities) entities.push({ ...entity, offset: entity.offset + from })
  const text = rich.text.slice(0, from) + put.text + rich.text.slice(to)
  return { text, entities: tidy(text, entities) }
}

function growsAtEnd(entity: Entity, text: string): boolean {
  if (entity.kind === 'quote' || entity.kind === 'pre') return text[endOf(entity) - 1] !== '\n'
  return isMark(entity.kind) && entity.kind !== 'code'
}

export function slice(rich: RichText, from: number, to: number): RichText {
  const entities = rich.entities.flatMap((entity) => {
    const start = Math.max(entity.offset, from)
    const end = Math.min(endOf(entity), to)
    return end > start ? [{ ...entity, offset: start - from, length: end - start }] : []
  })
  return { text: rich.text.slice(from, to), entities }
}

/** Whether all that is between two places has this kind; of an empty stretch, whether what is written there would have it. */
export function has(rich: RichText, from: number, to: number, kind: Format['kind']): boolean {
  const list = rich.entities.filter((it) => it.kind === kind).sort((a, b) => a.offset - b.offset)
  if (from === to) return list.some((it) => (it.offset < from && endOf(it) > from) || (endOf(it) === from && growsAtEnd(it, rich.text)))
  let covered = from
  for (const entity of list) if (entity.offset <= covered) covered = Math.max(covered, endOf(entity))
  return covered >= to
}

/** Takes a kind off what is between two places, and leaves it on what is before and after. */
export function without(rich: RichText, from: number, to: number, kinds: readonly EntityKind['kind'][]): RichText {
  const entities = rich.entities.flatMap((entity) => {
    if (!kinds.includes(entity.kind) || entity.offset >= to || endOf(entity) <= from) return [entity]
    const parts: Entity[] = []
    if (entity.offset < from) parts.push({ ...entity, length: from - entity.offset })
    if (endOf(entity) > to) parts.push({ ...entity, offset: to, length: endOf(entity) - to })
    return parts
  })
  return { text: rich.text, entities }
}

/** Puts a format on what is between two places, in the place of what cannot go with it. */
export function format(rich: RichText, from: number, to: number, put: Format): RichText {
  if (to <= from) return rich
  const cleared = without(rich, from, to, notWith(put.kind))
  return { text: rich.text, entities: tidy(rich.text, [...cleared.entities, { ...put, offset: from, length: to - from }]) }
}

/** Code holds nothing else; quotes and links do not nest in their own kind. */
function notWith(kind: Format['kind']): EntityKind['kind'][] {
  switch (kind) {
    case 'code':
    case 'pre':
      return ['bold', 'italic', 'underline', 'strike', 'spoiler', 'code', 'pre', 'link', 'person', 'quote'].filter((it) => it !== 'quote' || kind === 'pre') as EntityKind['kind'][]
    case 'link':
    case 'person':
      return ['link', 'person', 'code', 'pre']
    case 'quote':
      return ['quote', 'pre']
    default:
      return ['code', 'pre', kind]
  }
}

/** On where it is not wholly on, else off. */
export function toggle(rich: RichText, from: number, to: number, put: Format): RichText {
  return has(rich, from, to, put.kind) ? without(rich, from, to, [put.kind]) : format(rich, from, to, put)
}

/** Without the white space round it, as the server cuts it before it counts the length. */
export function trim(rich: RichText): RichText {
  const from = rich.text.length - rich.text.trimStart().length
  return slice(rich, from, Math.max(from, rich.text.trimEnd().length))
}

/** Pieces of at most `limit` UTF-16 units, cut at a line or a word where there is one. */
export function pieces(rich: RichText, limit: number): RichText[] {
  const cutUp: RichText[] = []
  let rest = trim(rich)
  while (rest.text.length > limit) {
    const within = rest.text.slice(0, limit + 1)
    const line = within.lastIndexOf('\n')
    const word = within.lastIndexOf(' ')
    const at = line > limit / 2 ? line : word > limit / 2 ? word : pairStart(rest.text, limit)
    cutUp.push(trim(slice(rest, 0, at)))
    rest = trim(slice(rest, at, rest.text.length))
  }
  if (rest.text !== '') cutUp.push(rest)
  return cutUp
}

/** A change of a text: something else in the place of a stretch. */
interface Change {
  from: number
  to: number
  put: string
}

/** The change that makes one text of the other, if it is just that something else was put in the place of a stretch that was chosen. */
export function replacement(before: string, after: string, from: number, to: number): Change | undefined {
  const end = after.length - (before.length - to)
  const isAll = from < to && end >= from && before !== after && after.startsWith(before.slice(0, from)) && after.endsWith(before.slice(to))
  return isAll ? { from, to, put: after.slice(from, end) } : undefined
}

/** The smallest change that makes one text of the other; `caret` (in the new one) tells which of several equal letters is new. */
export function difference(before: string, after: string, caret = after.length): Change {
  const most = Math.min(before.length, after.length)
  // What is behind the caret did not change: look from the end first, but not over the caret.
  let tail = 0
  while (tail < most && tail < after.length - caret && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  let head = 0
  while (head < most - tail && before[head] === after[head]) head++
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  let from = pairStart(before, head)
  if (pairStart(after, head) < head) from = Math.min(from, head - 1)
  let to = before.length - tail
  let end = after.length - tail
  while (to < before.length && (pairStart(before, to) < to || pairStart(after, end) < end)) {
    to++
    end++
  }
  return { from, to, put: after.slice(from, end) }
}
