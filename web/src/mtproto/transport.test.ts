import { describe, expect, it } from 'vitest'
import { ServerTransport } from '../testing/serverEnd'
import { concat, putInt, random } from './crypto/bytes'
import { errorOf, Transport } from './transport'

describe('the transport', () => {
  it('opens a stream that the other side reads, and takes what it answers in whatever pieces', () => {
    const [client, server] = [new Transport(), new ServerTransport()]
    const sent = [random(100), random(4), random(5000)]
    expect(sent.flatMap((packet) => server.receive(client.frame(packet)))).toEqual(sent)
    const bytes = concat(...sent.map((packet) => server.frame(packet)))
    const taken: Uint8Array[] = []
    for (let at = 0; at < bytes.length; at += 7) taken.push(...client.receive(bytes.slice(at, at + 7)))
    expect(taken).toEqual(sent)
  })

  it('looks like nothing that a stream must not begin with', () => {
    for (let i = 0; i < 200; i++) {
      const opening = new Transport().frame(random(4))
      expect(opening[0]).not.toBe(0xef)
      expect(new TextDecoder('latin1').decode(opening.slice(0, 4))).not.toMatch(/^(GET |POST|HEAD|OPTI)$/)
      expect([...opening.slice(4, 8)]).not.toEqual([0, 0, 0, 0])
    }
  })

  it('takes no packet of a length that there is not', () => {
    for (const length of [-1, 0, 3, (1 << 24) + 1]) {
      const [client, server] = [new Transport(), new ServerTransport()]
      server.receive(client.frame(random(4)))
      const head = new Uint8Array(4)
      putInt(head, 0, length)
      // The server's stream, with a length of its own making in place of a frame's.
      const frame = server.frame(new Uint8Array(0))
      const wrong = frame.map((byte, i) => byte ^ (head[i] ?? 0))
      expect(() => client.receive(wrong)).toThrow('a packet of')
    }
  })

  it('tells errors from packets', () => {
    const error = new Uint8Array(4)
    putInt(error, 0, -404)
    expect(errorOf(error)).toBe(404)
    expect(errorOf(random(8))).toBeUndefined()
  })
})
