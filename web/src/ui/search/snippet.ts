/** A text round what was searched for: before, the hit itself, after. */
interface Snippet {
  before: string
  hit: string
  after: string
}

/** Little enough for the hit to be seen on a narrow phone. */
const beforeHit = 16
const longest = 160

/** Cuts a long text so that the first hit of the query is seen. The server may find a word that is written in another form: then it begins as it begins. */
export function snippetOf(text: string, query: string): Snippet {
  const words = query.trim().split(/\s+/).filter(word => word !== '')
  const low = text.toLocaleLowerCase()
  let at = -1
  let length = 0
  for (const word of [query.trim(), ...words]) {
    at = word === '' ? -1 : low.indexOf(word.toLocaleLowerCase())
    length = word.length
    if (at >= 0) break
  }
  // Lower case may be longer than what it comes from; then the places would not fit.
  if (at < 0 || low.length !== text.length) return { before: cutEnd(text, longest), hit: '', after: '' }
  const from = at <= beforeHit ? 0 : wordStart(text, at - beforeHit)
  return {
    before: (from > 0 ? '…' : '') + text.slice(from, at),
    hit: text.slice(at, at + length),
    after: cutEnd(text.slice(at + length), longest),
  }
}

function wordStart(text: string, from: number): number {
  const space = text.indexOf(' ', from)
  const start = space >= 0 && space < from + beforeHit / 2 ? space + 1 : from
  // Never between the two halves of a sign.
  return /[\udc00-\udfff]/.test(text[start] ?? '') ? start + 1 : start
}

const cutEnd = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : text)
