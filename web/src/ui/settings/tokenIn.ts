/** The log-in token in a link of this server, or in one that Telegram's own apps show; undefined if there is none. */
export function tokenIn(link: string, host: string): string | undefined {
  const text = link.trim()
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const query = url.protocol === 'tg:' ? url.search : url.host === host ? url.hash.replace(/^#\/login/, '') : ''
  const token = new URLSearchParams(query).get('token') ?? ''
  return /^[A-Za-z0-9_-]{8,512}={0,2}$/.test(token) ? token : undefined
}
