import { Writer } from '../../tl/writer'
import { encryptIge } from './aes'
import { concat, fromNumber, getLong, random, toNumber, xor } from './bytes'
import { modPow } from './dh'
import { sha1, sha256 } from './hashes'

const LENGTH = 256
const PADDED = 192
const MAX_DATA = 144

/** The server's RSA key, by which the page knows that it talks to its own server. */
export class ServerKey {
  /** The lower 64 bits of the SHA-1 of modulus and exponent as TL writes them: how both sides name the key. */
  readonly fingerprint: bigint

  constructor(
    readonly modulus: bigint,
    readonly exponent: bigint,
  ) {
    if (modulus >> BigInt(8 * LENGTH - 1) !== 1n) throw new RangeError('a server key has 2048 bits')
    const out = new Writer()
    out.bytes(fromNumber(modulus))
    out.bytes(fromNumber(exponent))
    this.fingerprint = getLong(sha1(out.toBytes()), 12)
  }

  /** Reads the members `n` and `e` of a JSON Web Key. */
  static fromJwk(jwk: unknown): ServerKey {
    const { n, e } = jwk as Record<string, unknown>
    if (typeof n !== 'string' || typeof e !== 'string') throw new RangeError('not a public key')
    return new ServerKey(base64Url(n), base64Url(e))
  }

  /** Encrypts by RSA_PAD; see core.telegram.org/mtproto/auth_key. */
  seal(data: Uint8Array): Uint8Array {
    if (data.length > MAX_DATA) throw new RangeError('too much for one block')
    const padded = concat(data, random(PADDED - data.length))
    const reversed = padded.slice().reverse()
    for (;;) {
      const tempKey = random(32)
      const body = encryptIge(tempKey, new Uint8Array(32), concat(reversed, sha256(tempKey, padded)))
      const block = toNumber(concat(xor(tempKey, sha256(body)), body))
      if (block < this.modulus) return fromNumber(modPow(block, this.exponent, this.modulus), LENGTH)
    }
  }
}

function base64Url(text: string): bigint {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return toNumber(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
}
