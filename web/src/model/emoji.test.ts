import { describe, expect, it } from 'vitest'
import { emojiOnly, toned } from './emoji'

describe('texts of nothing but emoji', () => {
  it.each([
    ['😀', 1],
    ['❤️', 1],
    ['☝🏽', 1],
    ['👨‍👩‍👧‍👦', 1],
    ['❤️‍🔥 🏳️‍🌈', 2],
    ['🇺🇦🇨🇳', 2],
    ['1️⃣', 1],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', 1],
    ['👩🏽‍❤️‍💋‍👨🏿', 1],
    ['1', 0],
    ['©', 0],
    ['ok 😀', 0],
    ['', 0],
    ['😀'.repeat(4), 0],
  ])('%s has %i', (text, count) => expect(emojiOnly(text, 3)).toBe(count))

  it('does not look through a huge run', () => {
    const started = performance.now()
    expect(emojiOnly('😀'.repeat(50_000), 3)).toBe(0)
    expect(emojiOnly('\u200d'.repeat(50_000), 3)).toBe(0)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('skin tones', () => {
  it('gives every person the tone', () => {
    expect(toned('👍', 3)).toBe('👍🏽')
    expect(toned('☝️', 1)).toBe('☝🏻')
    expect(toned('👍🏽', 0)).toBe('👍')
    expect(toned('👩‍❤️‍💋‍👨', 5)).toBe('👩🏿‍❤️‍💋‍👨🏿')
  })
})
