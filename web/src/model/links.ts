import type { Entity, RichText } from './message'

/** A place that a link may lead to; anything else is shown as text. */
type Destination =
  | { kind: 'web'; href: string; host: string; suspicious: boolean }
  | { kind: 'mail' | 'call'; href: string }
  | { kind: 'userName'; userName: string }

const TRAILING = `.,:;!?'"»”’…。，：；！？、）】》`
// Letters and digits of every script in host names; no spaces, quotes or angle brackets in what follows.
const WEB = /(?:https?:\/\/|(?<![\p{L}\p{N}@._-]))(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(\p{L}{2,63}|xn--[a-z0-9-]{2,59})(?::\d{2,5})?(?:[/?#][^\s<>"“”«»]*)?|https?:\/\/(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])(?::\d{2,5})?(?:[/?#][^\s<>"“”«»]*)?/giu
const MAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,24}/giu
const MENTION = /(?<![\p{L}\p{N}_@/.])@[a-z][a-z0-9_]{3,31}(?![a-z0-9_@])/giu
const HASHTAG = /(?<![\p{L}\p{N}_#&/])#(?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_]{1,64}(?![#\p{L}\p{N}_])/gu

/** Top-level names that people write without `https://`; any other needs it, so that `file.txt` stays a word. */
const BARE = new Set(
  'com org net io dev app info me ru uk ua cn de fr eu us co tv gg xyz edu gov int biz pl it es nl se no fi cz jp kr in br ca au ch at be kz by rs online site club page blog wiki news chat рф укр 中国 公司 网络'.split(' '),
)

/** Texts beyond this length are not looked through: a message is at most 4,096 long. */
const MAX_LOOKED_THROUGH = 20_000

/** The text with links, addresses, mentions and tags found in it, where the sender's entities say nothing else. */
export function withLinks(rich: RichText): RichText {
  if (rich.text.length > MAX_LOOKED_THROUGH || !/[.@#]|:\/\//.test(rich.text)) return rich
  const taken = rich.entities.filter(({ kind }) => !['bold', 'italic', 'underline', 'strike', 'spoiler', 'quote'].includes(kind))
  const found: Entity[] = []
  const free = (from: number, to: number) =>
    [taken, found].every((list) => list.every((it) => it.offset >= to || it.offset + it.length <= from))
  const take = (kind: 'url' | 'email' | 'mention' | 'hashtag', offset: number, length: number) => {
    if (length > 0 && free(offset, offset + length)) found.push({ kind, offset, length })
  }
  for (const match of rich.text.matchAll(MAIL)) take('email', match.index, match[0].length)
  for (const match of rich.text.matchAll(WEB)) {
    const shown = trimmed(match[0])
    const bare = !/^https?:/i.test(shown)
    if (bare && !BARE.has((match[1] ?? '').toLowerCase())) continue
    take('url', match.index, shown.length)
  }
  for (const match of rich.text.matchAll(MENTION)) take('mention', match.index, match[0].length)
  for (const match of rich.text.matchAll(HASHTAG)) take('hashtag', match.index, match[0].length)
  return found.length === 0 ? rich : { text: rich.text, entities: [...rich.entities, ...found] }
}

/** Without the punctuation of the sentence round it, and without a bracket that was opened before it. */
function trimmed(url: string): string {
  // Each sign is looked at once: a long tail of them must not cost more than its length.
  const surplus = (open: string, close: string) => url.split(close).length - url.split(open).length
  const unopened: Record<string, number> = { ')': surplus('(', ')'), ']': surplus('[', ']'), '}': surplus('{', '}') }
  let end = url.length
  for (; end > 0; end--) {
    const last = url.charAt(end - 1)
    if (TRAILING.includes(last)) continue
    const extra = unopened[last] ?? 0
    if (extra <= 0) break
    unopened[last] = extra - 1
  }
  return url.slice(0, end)
}

/**
 * Where a link leads, if it may be followed at all. It is suspicious if its text names another host than it leads to, its host
 * is written in punycode (letters of other scripts can look like Latin ones), or something stands before an `@` in it.
 */
export function destinationOf(address: string, shown: string): Destination | undefined {
  const url = parsed(address)
  if (url === undefined) return undefined
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      return { kind: 'web', href: url.href, host: url.host, suspicious: suspicious(url, shown) }
    case 'mailto:':
      return { kind: 'mail', href: url.href }
    case 'tel:':
      return { kind: 'call', href: url.href }
    case 'tg:': {
      const userName = /^tg:\/{0,2}resolve\/?\?(?:.*&)?domain=([a-z][a-z0-9_]{3,31})(?:&|$)/i.exec(url.href)?.[1]
      return userName === undefined ? undefined : { kind: 'userName', userName }
    }
    default:
      return undefined
  }
}

function parsed(address: string): URL | undefined {
  // Controls and invisible characters have no place in an address; URL would drop some of them silently.
  if (/[\s\p{Cc}\p{Cf}]/u.test(address.trim())) return undefined
  const scheme = /^[a-z][a-z0-9+.-]*:/i.test(address.trim()) && !/^[\p{L}\p{N}.-]+:\d/u.test(address.trim())
  try {
    return new URL(scheme ? address.trim() : `https://${address.trim()}`)
  } catch {
    return undefined
  }
}

function suspicious(url: URL, shown: string): boolean {
  if (url.username !== '' || url.password !== '' || /(^|\.)xn--/.test(url.hostname)) return true
  // As the eye reads it: nothing invisible in it, and the dots and letters of other widths are the usual ones.
  const seen = shown.replace(/\p{Cf}/gu, '').normalize('NFKC').replace(/。/g, '.')
  return [...seen.matchAll(WEB)].some(([named]) => {
    const host = parsed(trimmed(named))?.hostname
    return host !== undefined && bareHost(host) !== bareHost(url.hostname)
  })
}

const bareHost = (host: string) => host.replace(/^www\./, '')
