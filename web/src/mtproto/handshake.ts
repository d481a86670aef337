import type * as tl from '@generated/tl'
import { encode, encodeCall, type MethodName, readAny, type RequestOf } from '../tl/codec'
import { Reader } from '../tl/reader'
import { decryptIge, encryptIge } from './crypto/aes'
import { AuthKey } from './crypto/authKey'
import { concat, equal, fromNumber, getInt, getLong, putInt, putLong, random, toNumber, xor } from './crypto/bytes'
import { accepts, type Group, isSound, KNOWN_GROUP, modPow, secret } from './crypto/dh'
import { factorise } from './crypto/factors'
import { sha1 } from './crypto/hashes'
import type { ServerKey } from './crypto/serverKey'

/**
 * The client's end of the key exchange: bytes in, bytes out. Every check of the security guidelines is made, and the first that
 * fails ends it. See core.telegram.org/mtproto/auth_key and /mtproto/security_guidelines.
 */

export type Step =
  | { kind: 'send'; packet: Uint8Array }
  | { kind: 'done'; key: AuthKey; salt: bigint; timeOffsetSeconds: number }
  | { kind: 'failed'; reason: Failure }

/** Which check an answer did not pass. */
type Failure =
  | 'NOT_AN_ANSWER'
  | 'WRONG_NONCE'
  | 'WRONG_SERVER_NONCE'
  | 'UNKNOWN_KEY'
  | 'BAD_PQ'
  | 'REFUSED'
  | 'BAD_ENCRYPTED_ANSWER'
  | 'BAD_GROUP'
  | 'BAD_PUBLIC_VALUE'
  | 'WRONG_PROOF'

const DC = 2
const MAX_RETRIES = 5
const PRIME_BYTES = 256

class Failed extends Error {
  constructor(readonly reason: Failure) {
    super(reason)
  }
}

export class KeyExchange {
  readonly #serverKey: ServerKey
  readonly #nonce = random(16)
  readonly #newNonce = random(32)
  #state: 'pq' | 'params' | 'ending' | 'over' = 'pq'
  #serverNonce = new Uint8Array(16)
  #keys = new NonceKeys(this.#newNonce, this.#serverNonce)
  #group: Group = KNOWN_GROUP
  #serverValue = 0n
  #key: AuthKey | undefined
  #timeOffset = 0
  #retries = 0
  #lastMsgId = 0n

  constructor(serverKey: ServerKey) {
    this.#serverKey = serverKey
  }

  start(): Uint8Array {
    return this.#packet('req_pq_multi', { nonce: this.#nonce })
  }

  receive(packet: Uint8Array): Step {
    try {
      return this.#answer(read(packet))
    } catch (error) {
      this.#state = 'over'
      return { kind: 'failed', reason: error instanceof Failed ? error.reason : 'NOT_AN_ANSWER' }
    }
  }

  #answer(answer: tl.Any): Step {
    switch (this.#state) {
      case 'pq':
        if (answer._ === 'resPQ') return this.#solve(answer)
        break
      case 'params':
        if (answer._ === 'server_DH_params_ok') return this.#params(answer)
        if (answer._ === 'server_DH_params_fail') {
          this.#checkNonces(answer)
          check(equal(answer.newNonceHash, this.#keys.refusal()), 'WRONG_PROOF')
          throw new Failed('REFUSED')
        }
        break
      case 'ending':
        switch (answer._) {
          case 'dh_gen_ok':
            return this.#ended(answer, 1, answer.newNonceHash1)
          case 'dh_gen_retry':
            return this.#ended(answer, 2, answer.newNonceHash2)
          case 'dh_gen_fail':
            return this.#ended(answer, 3, answer.newNonceHash3)
        }
    }
    throw new Failed('NOT_AN_ANSWER')
  }

  #solve(answer: tl.resPQ): Step {
    check(equal(answer.nonce, this.#nonce), 'WRONG_NONCE')
    const fingerprint = this.#serverKey.fingerprint
    check(answer.serverPublicKeyFingerprints.includes(fingerprint), 'UNKNOWN_KEY')
    const factors = factorise(toNumber(answer.pq))
    if (!factors) throw new Failed('BAD_PQ')
    this.#serverNonce = answer.serverNonce.slice()
    this.#keys = new NonceKeys(this.#newNonce, this.#serverNonce)
    const nonces = { nonce: this.#nonce, serverNonce: this.#serverNonce }
    const [p, q] = [fromNumber(factors[0]), fromNumber(factors[1])]
    const inner = encode({ _: 'p_q_inner_data_dc', ...nonces, pq: answer.pq, p, q, newNonce: this.#newNonce, dc: DC })
    this.#state = 'params'
    return this.#send('req_DH_params', {
      ...nonces,
      p,
      q,
      publicKeyFingerprint: fingerprint,
      encryptedData: this.#serverKey.seal(inner),
    })
  }

  #params(answer: tl.server_DH_params_ok): Step {
    this.#checkNonces(answer)
    const inner = this.#keys.decrypt(answer.encryptedAnswer)
    check(inner?._ === 'server_DH_inner_data', 'BAD_ENCRYPTED_ANSWER')
    this.#checkNonces(inner)
    this.#group = { prime: toNumber(inner.dhPrime), g: inner.g }
    check(inner.dhPrime.length === PRIME_BYTES && isSound(this.#group), 'BAD_GROUP')
    this.#serverValue = toNumber(inner.gA)
    check(accepts(this.#group, this.#serverValue), 'BAD_PUBLIC_VALUE')
    this.#timeOffset = inner.serverTime - Math.floor(Date.now() / 1000)
    return this.#agree(0n)
  }

  #agree(retryId: bigint): Step {
    let exponent: bigint
    let value: bigint
    do {
      exponent = secret()
      value = modPow(BigInt(this.#group.g), exponent, this.#group.prime)
    } while (!accepts(this.#group, value))
    this.#key = AuthKey.of(modPow(this.#serverValue, exponent, this.#group.prime))
    this.#state = 'ending'
    const nonces = { nonce: this.#nonce, serverNonce: this.#serverNonce }
    const inner = encode({ _: 'client_DH_inner_data', ...nonces, retryId, gB: fromNumber(value) })
    return this.#send('set_client_DH_params', { ...nonces, encryptedData: this.#keys.encrypt(inner) })
  }

  #ended(answer: Nonces, ending: 1 | 2 | 3, proof: Uint8Array): Step {
    const key = this.#key
    this.#checkNonces(answer)
    if (!key || !equal(proof, this.#keys.proof(ending, key.auxHash))) throw new Failed('WRONG_PROOF')
    if (ending === 2 && ++this.#retries <= MAX_RETRIES) return this.#agree(key.auxHash)
    if (ending !== 1) throw new Failed('REFUSED')
    this.#state = 'over'
    return { kind: 'done', key, salt: this.#keys.salt, timeOffsetSeconds: this.#timeOffset }
  }

  #checkNonces({ nonce, serverNonce }: Nonces): void {
    check(equal(nonce, this.#nonce), 'WRONG_NONCE')
    check(equal(serverNonce, this.#serverNonce), 'WRONG_SERVER_NONCE')
  }

  #send<M extends MethodName>(method: M, request: RequestOf<M>): Step {
    return { kind: 'send', packet: this.#packet(method, request) }
  }

  /** An unsealed packet: no key, the time as `msg_id`, the length. */
  #packet<M extends MethodName>(method: M, request: RequestOf<M>): Uint8Array {
    const now = BigInt(Math.floor(Date.now() / 1000)) << 32n
    this.#lastMsgId = now > this.#lastMsgId ? now : this.#lastMsgId + 4n
    const body = encodeCall(method, request)
    const head = new Uint8Array(20)
    putLong(head, 8, this.#lastMsgId)
    putInt(head, 16, body.length)
    return concat(head, body)
  }
}

interface Nonces {
  nonce: Uint8Array
  serverNonce: Uint8Array
}

function check(passed: boolean, reason: Failure): asserts passed {
  if (!passed) throw new Failed(reason)
}

function read(packet: Uint8Array): tl.Any {
  if (packet.length < 24 || getLong(packet, 0) !== 0n || getInt(packet, 16) !== packet.length - 20) {
    throw new Failed('NOT_AN_ANSWER')
  }
  const input = new Reader(packet.subarray(20))
  const value = readAny(input)
  input.expectEnd()
  return value
}

/** What both ends make of new_nonce, which only they know once it went to the server under RSA. */
export class NonceKeys {
  readonly salt: bigint
  readonly #newNonce: Uint8Array
  readonly #key: Uint8Array
  readonly #iv: Uint8Array

  constructor(newNonce: Uint8Array, serverNonce: Uint8Array) {
    const backward = sha1(serverNonce, newNonce)
    this.#newNonce = newNonce
    this.#key = concat(sha1(newNonce, serverNonce), backward.subarray(0, 12))
    this.#iv = concat(backward.subarray(12), sha1(newNonce, newNonce), newNonce.subarray(0, 4))
    this.salt = getLong(xor(newNonce.subarray(0, 8), serverNonce.subarray(0, 8)), 0)
  }

  /** SHA-1 of the data, the data, and 0 to 15 random bytes, encrypted. */
  encrypt(data: Uint8Array): Uint8Array {
    return encryptIge(this.#key, this.#iv, concat(sha1(data), data, random(-(20 + data.length) & 15)))
  }

  /** The value that {@link encrypt} was given; undefined if it did not make this. */
  decrypt(encrypted: Uint8Array): tl.Any | undefined {
    if (encrypted.length % 16 !== 0 || encrypted.length < 32) return undefined
    const data = decryptIge(this.#key, this.#iv, encrypted)
    const input = new Reader(data.subarray(20))
    let value: tl.Any
    try {
      value = readAny(input)
    } catch {
      return undefined
    }
    const hash = sha1(data.subarray(20, 20 + input.position))
    return input.remaining < 16 && equal(hash, data.subarray(0, 20)) ? value : undefined
  }

  /** `new_nonce_hash1`, 2 or 3: that the server knows new_nonce and the key, and how the exchange ended. */
  proof(ending: 1 | 2 | 3, auxHash: bigint): Uint8Array {
    const hash = new Uint8Array(8)
    putLong(hash, 0, auxHash)
    return sha1(this.#newNonce, Uint8Array.of(ending), hash).slice(4)
  }

  /** The proof in `server_DH_params_fail`. */
  refusal(): Uint8Array {
    return sha1(this.#newNonce).slice(4)
  }
}
