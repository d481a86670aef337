import type { RichText } from '../model/message'
import { pairStart, soundEntities } from '../model/segments'

/** What is shown of a text on one line is no longer than this. */
const LONGEST = 240
const HIDDEN = '▒'

/**
 * A text on one line with nothing in it that is not seen: no controls, no marks that turn the direction of what follows, no spaces of
 * no width. The joiner stays: emoji are made with it.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()

/** What somebody wrote, on one line for wherever it stands beside other things. What is hidden in it stays hidden. */
export function quietly(rich: RichText, longest = LONGEST): string {
  let text = rich.text
  for (const { kind, offset, length } of soundEntities(text, rich.entities))
    if (kind === 'spoiler') text = text.slice(0, offset) + HIDDEN.repeat(length) + text.slice(offset + length)
  const line = oneLine(text.slice(0, 4 * longest))
  return line.slice(0, pairStart(line, longest))
}
