import type { Entity, RichText } from './message'
import { format, has, replace, plain, tidy, trim, type Format } from './richText'
import { destinationOf } from './links'

/** What is written round a text to format it. The longer before the shorter, so that `**` is not read as two `*`. */
const PAIRS: readonly { sign: string; kind: 'bold' | 'italic' | 'strike' | 'spoiler' | 'code' }[] = [
  { sign: '**', kind: 'bold' },
  { sign: '__', kind: 'italic' },
  { sign: '~~', kind: 'strike' },
  { sign: '||', kind: 'spoiler' },
  { sign: '`', kind: 'code' },
]
const MAX_LANGUAGE = 20
const FENCE = /(^|\n)```([\w+#.-]*)\n([\s\S]*?)\n?```$|(^|\n)```([^`\n]+)```$/
const LINK = /\[([^[\]\n]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)$/

export interface Written {
  rich: RichText
  caret: number
  /** Whether what is written next belongs to the format as well. */
  inside: boolean
}

/** What becomes of the text if the letters before the caret just closed a format; undefined if they did not. */
export function closeMarkdown(rich: RichText, caret: number): Written | undefined {
  if (inCode(rich, caret)) return undefined
  const before = rich.text.slice(0, caret)
  return fence(rich, before) ?? link(rich, before) ?? pair(rich, before) ?? quote(rich, before)
}

const inCode = (rich: RichText, place: number) => has(rich, place, place, 'code') || has(rich, place, place, 'pre')

/** Cuts out the signs, last first, and formats what is between them. */
function unwrap(rich: RichText, signs: { from: number; to: number }[], content: { from: number; to: number }, put: Format): Written {
  let { from, to } = content
  let result = rich
  for (const sign of [...signs].sort((a, b) => b.from - a.from)) {
    result = replace(result, sign.from, sign.to, plain(''))
    const cut = sign.to - sign.from
    if (sign.to <= from) from -= cut
    if (sign.to <= to) to -= cut
  }
  return { rich: format(result, from, to, put), caret: to, inside: false }
}

function pair(rich: RichText, before: string): Written | undefined {
  for (const { sign, kind } of PAIRS) {
    if (!before.endsWith(sign)) continue
    const end = before.length - sign.length
    const start = before.lastIndexOf(sign, end - 1)
    if (start < 0) continue
    const content = before.slice(start + sign.length, end)
    const sound =
      content.trim() !== '' &&
      !/^\s|\s$/.test(content) &&
      !content.includes(sign[0]!) &&
      !(kind === 'code' && content.includes('\n')) &&
      before[start - 1] !== sign[0] &&
      // In a word like __init__ or a path the signs are part of it.
      !(kind === 'italic' && /[\p{L}\p{N}]/u.test(before[start - 1] ?? ''))
    if (!sound || inCode(rich, start + sign.length)) continue
    return unwrap(rich, [{ from: start, to: start + sign.length }, { from: end, to: before.length }], { from: start + sign.length, to: end }, { kind })
  }
  return undefined
}

function fence(rich: RichText, before: string): Written | undefined {
  const match = before.endsWith('```') ? FENCE.exec(before) : null
  if (match === null) return undefined
  const oneLine = match[5]
  const body = oneLine ?? match[3] ?? ''
  if (body.trim() === '') return undefined
  const language = (match[2] ?? '').slice(0, MAX_LANGUAGE).toLowerCase()
  const open = match.index + (match[1] ?? match[4] ?? '').length
  const from = oneLine === undefined ? open + 3 + (match[2] ?? '').length + 1 : open + 3
  const to = from + body.length
  return unwrap(rich, [{ from: open, to: from }, { from: to, to: before.length }], { from, to }, { kind: 'pre', language })
}

function link(rich: RichText, before: string): Written | undefined {
  const match = before.endsWith(')') ? LINK.exec(before) : null
  if (match === null) return undefined
  const [, shown, url] = match as unknown as [string, string, string]
  const destination = destinationOf(url, shown)
  if (destination?.kind !== 'web' && destination?.kind !== 'mail') return undefined
  const from = match.index + 1
  const to = from + shown.length
  return unwrap(rich, [{ from: match.index, to: from }, { from: to, to: before.length }], { from, to }, { kind: 'link', url: destination.href })
}

/** `> ` at the start of a line that has something in it makes a quote of the line. */
function quote(rich: RichText, before: string): Written | undefined {
  const match = /(?:^|\n)> (\S?)$/u.exec(before)
  if (match === null) return undefined
  const start = before.length - 2 - match[1]!.length
  if (has(rich, start, start + 1, 'quote')) return undefined
  const cut = replace(rich, start, start + 2, plain(''))
  const lineEnd = cut.text.indexOf('\n', start)
  const end = lineEnd < 0 ? cut.text.length : lineEnd
  if (end === start) return undefined
  return { rich: format(cut, start, end, { kind: 'quote', collapsed: false }), caret: start + match[1]!.length, inside: true }
}

/** A text as it is sent: its markdown read, no white space round it, no block that ends in an empty line. */
export function forSending(rich: RichText): RichText {
  const { text, entities } = trim(parseMarkdown(rich))
  const shrunk = entities.map(it => {
    const isBlock = it.kind === 'quote' || it.kind === 'pre'
    return isBlock ? { ...it, length: text.slice(it.offset, it.offset + it.length).trimEnd().length } : it
  })
  return { text, entities: shrunk.filter(it => it.length > 0) }
}

/** Reads all the markdown of a text that was not written letter by letter here: pasted, or about to be sent. */
export function parseMarkdown(rich: RichText): RichText {
  let result = quotes(fences(rich))
  for (let at = 1; at <= result.text.length; at++) {
    const sign = result.text[at - 1]!
    if (!'*_~|`)'.includes(sign) || inCode(result, at)) continue
    // A sign that a third one follows is not the end yet.
    if ('*_~|'.includes(sign) && result.text[at] === sign) continue
    const closed = link(result, result.text.slice(0, at)) ?? pair(result, result.text.slice(0, at))
    if (closed !== undefined) {
      at = closed.caret
      result = closed.rich
    }
  }
  return result
}

function fences(rich: RichText): RichText {
  let result = rich
  for (let at = result.text.indexOf('```'); at >= 0; at = result.text.indexOf('```', at)) {
    const end = result.text.indexOf('```', at + 3)
    if (end < 0) break
    const closed = inCode(result, at) ? undefined : fence(result, result.text.slice(0, end + 3))
    if (closed === undefined) at += 3
    else {
      result = closed.rich
      at = closed.caret
    }
  }
  return result
}

function quotes(rich: RichText): RichText {
  let result = rich
  for (let at = 0; at >= 0 && at < result.text.length; ) {
    const isQuote = (place: number) => /^> ?\S/.test(result.text.slice(place, place + 4)) && !inCode(result, place)
    if (isQuote(at)) {
      const start = at
      let end = at
      while (isQuote(at)) {
        result = replace(result, at, at + (result.text[at + 1] === ' ' ? 2 : 1), plain(''))
        const lineEnd = result.text.indexOf('\n', at)
        end = lineEnd < 0 ? result.text.length : lineEnd
        at = end + 1
      }
      result = format(result, start, end, { kind: 'quote', collapsed: false })
    } else {
      const lineEnd = result.text.indexOf('\n', at)
      at = lineEnd < 0 ? -1 : lineEnd + 1
    }
  }
  return result
}

const SIGNS: Partial<Record<Entity['kind'], string>> = Object.fromEntries(PAIRS.map(({ kind, sign }) => [kind, sign]))

/** The text with its formats written as signs: what is copied as plain text. */
export function toMarkdown(rich: RichText): string {
  const puts: { at: number; put: string; end: boolean; length: number }[] = []
  for (const entity of tidy(rich.text, rich.entities)) {
    const { offset, length } = entity
    const end = offset + length
    const round = (before: string, after: string) =>
      puts.push({ at: offset, put: before, end: false, length }, { at: end, put: after, end: true, length })
    const sign = SIGNS[entity.kind]
    if (sign !== undefined) round(sign, sign)
    else if (entity.kind === 'link') round('[', `](${entity.url})`)
    else if (entity.kind === 'pre') round(`\`\`\`${entity.language}\n`, '\n```')
    else if (entity.kind === 'quote')
      for (let at = offset; at >= offset && at < end; at = rich.text.indexOf('\n', at) + 1) {
        puts.push({ at, put: '> ', end: false, length: Infinity })
        if (rich.text.indexOf('\n', at) < 0) break
      }
  }
  // At one place what ends comes before what begins; the shorter ends first, the longer begins first.
  puts.sort((a, b) => a.at - b.at || Number(b.end) - Number(a.end) || (a.end ? a.length - b.length : b.length - a.length))
  let written = ''
  let at = 0
  for (const put of puts) {
    written += rich.text.slice(at, put.at) + put.put
    at = put.at
  }
  return written + rich.text.slice(at)
}
