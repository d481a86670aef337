const BASE = String.raw`(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Emoji_Modifier_Base}(?=\p{Emoji_Modifier}))\p{Emoji_Modifier}?(?:[\u{E0020}-\u{E007E}]+\u{E007F})?`
const JOINED = String.raw`\u200D(?:\p{Emoji}\uFE0F?\p{Emoji_Modifier}?)`
/** One emoji as people see it: flags, key caps, tones and joined ones count as one. */
const EMOJI = new RegExp(String.raw`\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|${BASE}(?:${JOINED})*|\p{Emoji}(?:${JOINED})+`, 'uy')

/** How many emoji a text has if it has nothing else but spaces; 0 if it has anything else, or more than the limit. */
export function emojiOnly(text: string, limit: number): number {
  let count = 0
  let at = 0
  while (at < text.length) {
    if (text[at] === ' ' || text[at] === '\n') {
      at++
      continue
    }
    EMOJI.lastIndex = at
    const match = EMOJI.exec(text)
    if (match === null || ++count > limit) return 0
    at += match[0].length
  }
  return count
}

const TONES = ['', '🏻', '🏼', '🏽', '🏾', '🏿'] as const
export type Tone = 0 | 1 | 2 | 3 | 4 | 5

/** The emoji in this skin tone; 0 is the yellow one. Every person in it takes the same. */
export function toned(emoji: string, tone: Tone): string {
  const plain = emoji.replace(/\p{Emoji_Modifier}/gu, '')
  return tone === 0 ? plain : plain.replace(/(\p{Emoji_Modifier_Base})\uFE0F?/gu, `$1${TONES[tone]}`)
}
