import { Ctr } from './crypto/aes'
import { concat, getInt, putInt, random } from './crypto/bytes'

/**
 * The bytes of a connection: frames of the intermediate transport (a length, then a packet) in an obfuscated stream, as
 * WebSockets carry it. See core.telegram.org/mtproto/mtproto-transports.
 */

const TAG = 0xeeeeeeee | 0
const MAX_FRAME = 1 << 24

/** What an obfuscated stream must not begin with, because it is how other transports begin: HTTP verbs, TLS, other framings. */
const TAKEN = [0x44414548, 0x54534f50, 0x20544547, 0x4954504f, 0xdddddddd | 0, TAG, 0x02010316]

export class Transport {
  readonly #out: Ctr
  readonly #in: Ctr
  #opening: Uint8Array | undefined
  #rest = new Uint8Array(0)

  constructor() {
    let opening: Uint8Array
    do opening = random(64)
    while (opening[0] === 0xef || TAKEN.includes(getInt(opening, 0)) || getInt(opening, 4) === 0)
    putInt(opening, 56, TAG)
    const seed = opening.slice(8, 56)
    const reversed = seed.slice().reverse()
    this.#out = new Ctr(seed.subarray(0, 32), seed.subarray(32))
    this.#in = new Ctr(reversed.subarray(0, 32), reversed.subarray(32))
    // The tag goes out encrypted, at its place in the stream; what is before it stays as it is.
    opening.set(this.#out.apply(opening).subarray(56), 56)
    this.#opening = opening
  }

  /** What is to be written for a packet; the first one takes the opening of the stream along. */
  frame(packet: Uint8Array): Uint8Array {
    const length = new Uint8Array(4)
    putInt(length, 0, packet.length)
    const frame = this.#out.apply(concat(length, packet))
    const opening = this.#opening
    this.#opening = undefined
    return opening ? concat(opening, frame) : frame
  }

  /** The packets that are complete with these bytes. One of four bytes is an error: see {@link errorOf}. */
  receive(bytes: Uint8Array): Uint8Array[] {
    const packets: Uint8Array[] = []
    let data = concat(this.#rest, this.#in.apply(bytes))
    while (data.length >= 4) {
      const length = getInt(data, 0)
      if (length < 4 || length > MAX_FRAME) throw new RangeError(`a packet of ${length} bytes`)
      if (data.length < 4 + length) break
      packets.push(data.slice(4, 4 + length))
      data = data.subarray(4 + length)
    }
    this.#rest = data.slice()
    return packets
  }
}

/** The number of a transport error, such as 404: the server does not know the key. */
export const errorOf = (packet: Uint8Array): number | undefined => (packet.length === 4 ? -getInt(packet, 0) : undefined)
