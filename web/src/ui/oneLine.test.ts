import { describe, expect, it } from 'vitest'
import type { Message } from '../model/message'
import { previewOf } from './list/preview'
import { oneLine, quietly } from './oneLine'

const spoiler = (text: string, hidden: string) => ({ text, entities: [{ kind: 'spoiler' as const, offset: text.indexOf(hidden), length: hidden.length }] })

describe('a text on one line', () => {
  it('keeps what is hidden hidden', () => {
    expect(quietly(spoiler('the butler did it, twice', 'butler'))).toBe('the ▒▒▒▒▒▒ did it, twice')
    expect(quietly(spoiler('🔭 was it', '🔭'))).not.toMatch(/🔭|\p{Surrogate}/u)
  })

  it('hides nothing else, and believes no place outside of the text', () => {
    const text = 'short'
    expect(quietly({ text, entities: [{ kind: 'bold', offset: 0, length: 5 }] })).toBe(text)
    expect(quietly({ text, entities: [{ kind: 'spoiler', offset: 3, length: 400 }] })).toBe('sho▒▒')
    expect(quietly({ text, entities: [{ kind: 'spoiler', offset: -7, length: 3 }] })).toBe(text)
  })

  it('turns no direction and holds no line break, control or letter without width', () => {
    expect(oneLine('\u202egnp.exe\u2066 a\u200bb\n\tc\u0007')).toBe('gnp.exe ab c')
  })

  it('is not long, and never ends in half a sign', () => {
    const line = quietly({ text: `a${'🔥'.repeat(5_000)}`, entities: [] })
    expect(line.length).toBeLessThan(400)
    expect(line).not.toMatch(/\p{Surrogate}/u)
  })

  it('is what the list, the notices, the bars and the heads of replies show of a message', () => {
    const message = { content: { kind: 'text', ...spoiler('the \u202ebutler\u202c did it', 'butler') } } as Message
    expect(previewOf(message)).toBe('the ▒▒▒▒▒▒ did it')
  })
})
