import type * as tl from '@generated/tl'
import { describe, expect, it } from 'vitest'
import type { Entity } from '../model/message'
import { base64url, bytesOf, draftOf, entitiesOf, messageOf, personOf, tlEntities, tlReply, type Naming } from './wire'

const naming: Naming = {
  inputUser: (peer) => ({ _: 'inputUser', userId: BigInt(peer.slice(1)), accessHash: 9n }),
  inputPeer: (peer) => ({ _: 'inputPeerUser', userId: BigInt(peer.slice(1)), accessHash: 9n }),
}

describe('what the server says', () => {
  it('keeps every kind of formatting on the way there and back', () => {
    const kinds = ['bold', 'italic', 'underline', 'strike', 'spoiler', 'code', 'url', 'email', 'phone', 'mention', 'hashtag'] as const
    const entities: Entity[] = [
      ...kinds.map((kind, index) => ({ kind, offset: index, length: 1 })),
      { kind: 'pre', language: 'ts', offset: 20, length: 2 },
      { kind: 'quote', collapsed: true, offset: 22, length: 2 },
      { kind: 'link', url: 'https://example.org', offset: 24, length: 2 },
    ]
    expect(entitiesOf(tlEntities(entities, naming))).toEqual(entities)
  })

  it('names people in a text by their access hash', () => {
    expect(tlEntities([{ kind: 'person', peer: 'u5', offset: 0, length: 1 }], naming)).toEqual([
      { _: 'inputMessageEntityMentionName', offset: 0, length: 1, userId: { _: 'inputUser', userId: 5n, accessHash: 9n } },
    ])
  })

  it('leaves out formatting that it does not know', () => {
    expect(entitiesOf([{ _: 'messageEntityUnknown', offset: 0, length: 1 }])).toEqual([])
  })

  it('takes a note to oneself for one of its own', () => {
    const note: tl.message = { _: 'message', id: 7, peerId: { _: 'peerUser', userId: 1n }, date: 5, message: 'x' }
    expect(messageOf(note, 'u1')).toMatchObject({ key: 'u1/7', out: true, from: 'u1', delivery: { state: 'sent' } })
    expect(messageOf(note, 'u2')).toMatchObject({ out: false, from: 'u1' })
  })

  it('shows a person of whom nothing is left as deleted', () => {
    expect(personOf({ _: 'userEmpty', id: 3n })).toMatchObject({ hash: 0n, peer: { id: 'u3', deleted: true } })
  })

  it('says who wrote what is answered where the viewer has no part in it', () => {
    const answer: tl.message = {
      _: 'message',
      id: 7,
      peerId: { _: 'peerUser', userId: 2n },
      date: 5,
      message: 'x',
      replyTo: { _: 'messageReplyHeader', replyFrom: { _: 'messageFwdHeader', fromName: 'C', date: 1 }, quoteText: 'q' },
    }
    expect(messageOf(answer, 'u1')?.reply).toEqual({ id: 0, author: { name: 'C' }, quote: { text: 'q', entities: [], offset: 0 } })
  })

  it('keeps a quote in an answer and in a draft', () => {
    const reply = { id: 4, peer: 'u3' as const, quote: { text: 'q', entities: [], offset: 2 } }
    const replyTo = tlReply(reply, naming)!
    expect(draftOf({ _: 'draftMessage', message: 'm', date: 1, replyTo })).toEqual({ text: 'm', entities: [], date: 1, reply })
    expect(draftOf({ _: 'draftMessageEmpty' })).toBeUndefined()
  })
})

it('writes bytes in a form that fits into links', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  expect(base64url(bytes)).toMatch(/^[\w-]+$/)
  expect(bytesOf(base64url(bytes))).toEqual(bytes)
})
