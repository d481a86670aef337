import { unsafe } from '@noble/ciphers/aes.js'

/** AES-256 in the two modes that MTProto uses, on the block function of noble-ciphers. Words are little-endian, as on every browser. */

const words = (bytes: Uint8Array) => new Uint32Array(bytes.slice().buffer)

/** Infinite garble extension: each block is mixed with the plain and the cipher text before it. `iv` has 32 bytes, `data` whole blocks. */
export const encryptIge = (key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array =>
  ige(unsafe.encrypt, unsafe.expandKeyLE(key), words(iv), data)

export function decryptIge(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const [a, b, c, d, ...last] = words(iv)
  return ige(unsafe.decrypt, unsafe.expandKeyDecLE(key), [...last, a ?? 0, b ?? 0, c ?? 0, d ?? 0], data)
}

/** @param iv the block that is mixed in after the cipher, then the one before it */
function ige(block: typeof unsafe.encrypt, key: Uint32Array, iv: ArrayLike<number>, data: Uint8Array): Uint8Array {
  if (data.length % 16 !== 0) throw new RangeError('not whole blocks')
  const text = words(data)
  let [a0 = 0, a1 = 0, a2 = 0, a3 = 0, b0 = 0, b1 = 0, b2 = 0, b3 = 0] = Array.from(iv)
  for (let i = 0; i < text.length; i += 4) {
    const t0 = text[i] as number
    const t1 = text[i + 1] as number
    const t2 = text[i + 2] as number
    const t3 = text[i + 3] as number
    const { s0, s1, s2, s3 } = block(key, t0 ^ a0, t1 ^ a1, t2 ^ a2, t3 ^ a3)
    text[i] = a0 = s0 ^ b0
    text[i + 1] = a1 = s1 ^ b1
    text[i + 2] = a2 = s2 ^ b2
    text[i + 3] = a3 = s3 ^ b3
    b0 = t0
    b1 = t1
    b2 = t2
    b3 = t3
  }
  return new Uint8Array(text.buffer)
}

/** A key stream that goes on from call to call. */
export class Ctr {
  readonly #key: Uint32Array
  readonly #counter: Uint8Array
  readonly #counterWords: Uint32Array
  readonly #streamWords = new Uint32Array(4)
  readonly #stream = new Uint8Array(this.#streamWords.buffer)
  #used = 16

  constructor(key: Uint8Array, iv: Uint8Array) {
    this.#key = unsafe.expandKeyLE(key)
    this.#counterWords = words(iv)
    this.#counter = new Uint8Array(this.#counterWords.buffer)
  }

  /** The bytes mixed with the stream: to encrypt and to decrypt is the same. */
  apply(bytes: Uint8Array): Uint8Array {
    const out = bytes.slice()
    const stream = this.#stream
    let used = this.#used
    for (let i = 0; i < out.length; i++) {
      if (used === 16) {
        this.#next()
        used = 0
      }
      out[i] = (out[i] as number) ^ (stream[used++] as number)
    }
    this.#used = used
    return out
  }

  #next(): void {
    const at = this.#counterWords
    const { s0, s1, s2, s3 } = unsafe.encrypt(this.#key, at[0] as number, at[1] as number, at[2] as number, at[3] as number)
    const stream = this.#streamWords
    stream[0] = s0
    stream[1] = s1
    stream[2] = s2
    stream[3] = s3
    const counter = this.#counter
    for (let i = 15; i >= 0; i--) {
      const byte = ((counter[i] as number) + 1) & 255
      counter[i] = byte
      if (byte !== 0) break
    }
  }
}
