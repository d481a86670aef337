import { describe, expect, it } from 'vitest'
import packets from '../../../../mtproto/src/test/resources/vectors/messages.tsv?raw'
import { bytesOf, hexOf, rows } from '../../testing/hex'
import { Ctr, decryptIge, encryptIge } from './aes'
import { AuthKey } from './authKey'
import { concat, equal, fromNumber, random, toNumber, xor } from './bytes'
import { accepts, isProbablePrime, isSound, KNOWN_GROUP, modPow, secret } from './dh'
import { factorise } from './factors'
import { sha1, sha256 } from './hashes'
import { open, seal, type Sender } from './seal'
import { ServerKey } from './serverKey'

const ascii = (text: string) => new TextEncoder().encode(text)

describe('AES', () => {
  it('undoes IGE, and mixes each block with both texts before it', async () => {
    const [key, iv, plain] = [random(32), random(32), random(64)]
    const sealed = encryptIge(key, iv, plain)
    expect(decryptIge(key, iv, sealed)).toEqual(plain)
    expect(sealed).toEqual(await slowIge(key, iv, plain))
  })

  it('makes the key stream that Web Crypto makes, in whatever pieces', async () => {
    const [key, data] = [random(32), random(1000)]
    // The counter overflows into its higher bytes.
    const iv = bytesOf('0123456789abcdef0011223344fffffe')
    const webKey = await crypto.subtle.importKey('raw', key.slice(), 'AES-CTR', false, ['encrypt'])
    const whole = await crypto.subtle.encrypt({ name: 'AES-CTR', counter: iv.slice(), length: 128 }, webKey, data.slice())
    const ctr = new Ctr(key, iv)
    const pieces = [0, 1, 15, 16, 17, 500, 1000].map((at, i, all) => ctr.apply(data.subarray(all[i - 1] ?? 0, at)))
    expect(concat(...pieces)).toEqual(new Uint8Array(whole))
  })

  it('takes whole blocks only', () => {
    expect(() => encryptIge(random(32), random(32), random(17))).toThrow('not whole blocks')
  })
})

/** IGE by its definition, on single blocks of Web Crypto's AES-CBC. */
async function slowIge(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Promise<Uint8Array> {
  const webKey = await crypto.subtle.importKey('raw', key.slice(), 'AES-CBC', false, ['encrypt'])
  let [lastSealed, lastPlain] = [iv.slice(0, 16), iv.slice(16)]
  const out: Uint8Array[] = []
  for (let at = 0; at < plain.length; at += 16) {
    const block = plain.slice(at, at + 16)
    const mixed = { name: 'AES-CBC', iv: lastSealed.slice() }
    const encrypted = new Uint8Array(await crypto.subtle.encrypt(mixed, webKey, block)).slice(0, 16)
    lastSealed = xor(encrypted, lastPlain).slice()
    lastPlain = block
    out.push(lastSealed)
  }
  return concat(...out)
}

describe('hashes', () => {
  it('are those of the standards', () => {
    expect(hexOf(sha1(ascii('abc')))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
    expect(hexOf(sha256(ascii('a'), ascii('bc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('bytes', () => {
  it('compares lengths too', () => {
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
    expect(equal(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(false)
    expect(equal(Uint8Array.of(1, 0), Uint8Array.of(1))).toBe(false)
  })

  it('keeps leading zeros where a length is asked for', () => {
    expect(fromNumber(0x123n)).toEqual(Uint8Array.of(1, 0x23))
    expect(fromNumber(0x123n, 4)).toEqual(Uint8Array.of(0, 0, 1, 0x23))
    expect(toNumber(Uint8Array.of(0, 1, 0x23))).toBe(0x123n)
    expect(AuthKey.of(1n).bytes).toHaveLength(256)
  })
})

describe('sealed messages', () => {
  const [key, ...cases] = rows(packets)
  const authKey = new AuthKey(bytesOf(key?.[0] ?? ''))

  it.each(cases.filter(([protocol]) => protocol === '2.0'))('%s: %s, by the %s', (_, __, sender, packet, plain) => {
    const opened = open(authKey, (sender ?? '').toLowerCase() as Sender, bytesOf(packet ?? ''))
    expect(opened ? hexOf(opened) : 'refused').toBe(plain)
  })

  it('open what was sealed, and not as if the other side had sealed it', () => {
    for (const length of [0, 4, 12, 16, 1000]) {
      const plain = new Uint8Array(32 + length)
      new DataView(plain.buffer).setInt32(28, length, true)
      const packet = seal(authKey, 'client', plain)
      expect(open(authKey, 'client', packet)).toEqual(plain)
      expect(open(authKey, 'server', packet)).toBeUndefined()
    }
  })
})

describe('the Diffie-Hellman group', () => {
  const { prime } = KNOWN_GROUP

  it('is sound where g generates the residues of a safe prime', () => {
    for (let g = -1; g <= 8; g++) {
      const residue = g >= 2 && g <= 7 && modPow(BigInt(g), prime >> 1n, prime) === 1n
      expect(isSound({ prime, g }), `g = ${g}`).toBe(residue)
    }
  })

  it('is not sound if its prime is short, composite, or not a safe one', () => {
    expect(isSound({ prime: prime >> 1n, g: 4 })).toBe(false)
    expect(isSound({ prime: prime - 24n, g: 4 })).toBe(false)
    expect(isSound({ prime: (1n << 2047n) + 1919n, g: 4 })).toBe(false)
  })

  it('tells primes apart', () => {
    const sieve = Array.from({ length: 2000 }, (_, n) => n > 1)
    for (let n = 2; n < sieve.length; n++) if (sieve[n]) for (let m = 2 * n; m < sieve.length; m += n) sieve[m] = false
    sieve.forEach((is, n) => expect(isProbablePrime(BigInt(n)), `${n}`).toBe(is))
    // Carmichael numbers fool Fermat's test, not this one.
    for (const n of [561n, 41041n, 825265n, 321197185n]) expect(isProbablePrime(n)).toBe(false)
    expect(isProbablePrime((1n << 521n) - 1n)).toBe(true)
    expect(isProbablePrime((1n << 521n) + 1n)).toBe(false)
  })

  it('agrees on both sides, and keeps public values away from both ends', () => {
    const [a, b] = [secret(), secret()]
    const [ga, gb] = [modPow(3n, a, prime), modPow(3n, b, prime)]
    expect(modPow(ga, b, prime)).toBe(modPow(gb, a, prime))
    const margin = 1n << 1984n
    for (const value of [0n, 1n, margin - 1n, prime - margin + 1n, prime - 1n, prime]) {
      expect(accepts(KNOWN_GROUP, value)).toBe(false)
    }
    expect(accepts(KNOWN_GROUP, margin)).toBe(true)
    expect(accepts(KNOWN_GROUP, prime - margin)).toBe(true)
  })
})

describe('factors', () => {
  it.each([
    [15n, 3n, 5n],
    [9n, 3n, 3n],
    [0x17ed48941a08f981n, 0x494c553bn, 0x53911073n],
    [2147483647n * 2147483629n, 2147483629n, 2147483647n],
    [65537n * 4294967291n, 65537n, 4294967291n],
  ])('of %s', (pq, p, q) => {
    expect(factorise(pq)).toEqual([p, q])
  })

  it('are not looked for without end', () => {
    for (const pq of [0n, 6n, 7n, 2147483647n, 1n << 40n, 4611686018427387847n, 1n << 64n]) {
      expect(factorise(pq), `${pq}`).toBeUndefined()
    }
  })
})

/** A server's public key, for which `heliograph key` printed the fingerprint below. */
const PUBLIC_KEY = {
  n:
    'kIr9ih5OhW3kDHe5hsYXrzldmh0pmi7CUXwV6pQOdYhq5VMVENxe62QCGPThPfaIpnKfYPSnpd9um7gUgG1FbrGouoiIkfLzAHNOW72IbnN_BF5s3QEK' +
    'bAx_4ONfX-bwlTw1oNMfq1GwyKRcZDqWKYbk4mthxDUZ5tHymhycbvtryCfb1v2aMTzWmke-X2TJy94w5oTxfh_5DXPYjFHSvg7Lbt9Wz72Zif858bo6' +
    'ZIxAndNkV2ImJnBKWgqe6igmJLeoha-oJAbjUmuq8Tdx-DA299ui_z1cZ8NtCSJGywkSZmJApk52h9FaPT62qm13P83IcseK3sXsjEwbPKCEGQ',
  e: 'AQAB',
}

describe('the server key', () => {
  it('is read from a JWK, and seals so that only its private half opens', async () => {
    const pair = await crypto.subtle.generateKey(
      { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-1' },
      true,
      ['encrypt', 'decrypt'],
    )
    const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey)
    const key = ServerKey.fromJwk({ n: jwk.n, e: jwk.e })
    const data = random(144)
    const d = toNumber(Uint8Array.from(atob((jwk.d ?? '').replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0)))
    const block = fromNumber(modPow(toNumber(key.seal(data)), d, key.modulus), 256)
    const tempKey = xor(block.slice(0, 32), sha256(block.slice(32)))
    const body = decryptIge(tempKey, new Uint8Array(32), block.slice(32))
    const padded = body.slice(0, 192).reverse()
    expect(padded.slice(0, 144)).toEqual(data)
    expect(body.slice(192)).toEqual(sha256(tempKey, padded))
  })

  it('has the fingerprint that the other side computes', () => {
    expect(BigInt.asUintN(64, ServerKey.fromJwk(PUBLIC_KEY).fingerprint).toString(16)).toBe('be8e0fdcec1850eb')
  })

  it('refuses what is no key of 2048 bits, and too much data', () => {
    expect(() => ServerKey.fromJwk({ n: 'AQAB', e: 'AQAB' })).toThrow('2048')
    expect(() => ServerKey.fromJwk({ kty: 'oct' })).toThrow('not a public key')
    expect(() => ServerKey.fromJwk(PUBLIC_KEY).seal(random(145))).toThrow('too much')
  })
})
