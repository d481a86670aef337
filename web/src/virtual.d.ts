/** Made at build time from emojibase-data; see build/emoji.ts. */
declare module 'virtual:emoji' {
  /** Groups with their emoji, parted by spaces; a `+` stands after those that have skin tones. */
  export const base: [name: string, emoji: string][]
  /** Name and key words of every emoji in that order, a line each, parted by `|`. */
  export const names: Record<'en' | 'zh' | 'ru' | 'uk', () => Promise<{ default: string }>>
}
