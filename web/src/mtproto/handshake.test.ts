import { beforeAll, describe, expect, it } from 'vitest'
import type * as tl from '@generated/tl'
import checks from '../../../mtproto/src/test/resources/vectors/client-checks.tsv?raw'
import { rows } from '../testing/hex'
import { encode, readAny } from '../tl/codec'
import { Reader } from '../tl/reader'
import { decryptIge } from './crypto/aes'
import { AuthKey } from './crypto/authKey'
import { concat, fromNumber, getInt, putInt, putLong, random, toNumber, xor } from './crypto/bytes'
import { KNOWN_GROUP, modPow, secret } from './crypto/dh'
import { sha256 } from './crypto/hashes'
import { ServerKey } from './crypto/serverKey'
import { KeyExchange, NonceKeys, type Step } from './handshake'

const OTHER = random(16)
const MARGIN = 1n << 1984n
const { prime } = KNOWN_GROUP

let serverKey: ServerKey
let privateExponent: bigint

beforeAll(async () => {
  const algorithm = { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-1' }
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['encrypt', 'decrypt'])
  const { n, e, d } = await crypto.subtle.exportKey('jwk', privateKey)
  serverKey = ServerKey.fromJwk({ n, e })
  const binary = atob((d ?? '').replace(/-/g, '+').replace(/_/g, '/'))
  privateExponent = toNumber(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
})

/** A server that is honest but for the one point that a line of `client-checks.tsv` names. */
class Server {
  readonly #deviation: string
  readonly #serverNonce = random(16)
  readonly #secret = secret()
  #keys = new NonceKeys(random(32), random(16))
  readonly #pq = fromNumber(1229739323n * 1402015859n)
  /** How often it asks for another key first. */
  retries = 0
  key: AuthKey | undefined

  constructor(deviation: string) {
    this.#deviation = deviation
  }

  answer(packet: Uint8Array): Uint8Array {
    const query = readAny(new Reader(packet.subarray(20))) as { _: string }
    switch (query._) {
      case 'req_pq_multi':
        return unsealed(this.#pqAnswer(query as tl.req_pq_multi))
      case 'req_DH_params':
        return unsealed(this.#params(query as tl.req_DH_params))
      default:
        return unsealed(this.#ending(query as tl.set_client_DH_params))
    }
  }

  #pqAnswer({ nonce }: tl.req_pq_multi): tl.Any {
    const known = [7n, serverKey.fingerprint]
    const answer: tl.resPQ = {
      _: 'resPQ',
      nonce,
      serverNonce: this.#serverNonce,
      pq: this.#pq,
      serverPublicKeyFingerprints: known,
    }
    switch (this.#deviation) {
      case 'resPQ with another nonce':
        return { ...answer, nonce: OTHER }
      case 'resPQ without a known key':
        return { ...answer, serverPublicKeyFingerprints: [7n] }
      case 'resPQ with a prime pq':
        return { ...answer, pq: fromNumber(1099511627791n) }
      case 'resPQ with a pq of nine bytes':
        return { ...answer, pq: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 1) }
      case 'resPQ answered by something else':
        return { _: 'pong', msgId: 1n, pingId: 2n }
      default:
        return answer
    }
  }

  #params(query: tl.req_DH_params): tl.Any {
    const inner = opened(query.encryptedData)
    expect(toNumber(inner.p) * toNumber(inner.q)).toBe(toNumber(this.#pq))
    this.#keys = new NonceKeys(inner.newNonce, this.#serverNonce)
    const nonces = { nonce: query.nonce, serverNonce: this.#serverNonce }
    const encryptedAnswer = this.#keys.encrypt(encode(this.#group(nonces)))
    const ok: tl.server_DH_params_ok = { _: 'server_DH_params_ok', ...nonces, encryptedAnswer }
    const fail = { _: 'server_DH_params_fail', ...nonces } as const
    switch (this.#deviation) {
      case 'params with another nonce':
        return { ...ok, nonce: OTHER }
      case 'params with another server_nonce':
        return { ...ok, serverNonce: OTHER }
      case 'params refused with a proof':
        return { ...fail, newNonceHash: this.#keys.refusal() }
      case 'params refused without a proof':
        return { ...fail, newNonceHash: OTHER }
      case 'params encrypted under another new_nonce':
        return { ...ok, encryptedAnswer: new NonceKeys(random(32), this.#serverNonce).encrypt(encode(this.#group(nonces))) }
      case 'params with a damaged block':
        encryptedAnswer[100] = (encryptedAnswer[100] as number) ^ 1
        return ok
      case 'params with a part of a block':
        return { ...ok, encryptedAnswer: encryptedAnswer.slice(0, -4) }
      default:
        return ok
    }
  }

  #group(nonces: { nonce: Uint8Array; serverNonce: Uint8Array }): tl.server_DH_inner_data {
    const inner: tl.server_DH_inner_data = {
      _: 'server_DH_inner_data',
      ...nonces,
      g: 3,
      dhPrime: fromNumber(prime),
      gA: fromNumber(modPow(3n, this.#secret, prime)),
      serverTime: Math.floor(Date.now() / 1000) + 100,
    }
    switch (this.#deviation) {
      case 'inner params with another nonce':
        return { ...inner, nonce: OTHER }
      case 'inner params with another server_nonce':
        return { ...inner, serverNonce: OTHER }
      case 'prime that is not safe':
        // The first prime above 2^2047.
        return { ...inner, g: 4, dhPrime: fromNumber((1n << 2047n) + 1919n) }
      case 'prime that is composite':
        return { ...inner, g: 4, dhPrime: fromNumber(prime - 2n) }
      case 'prime that is short':
        return { ...inner, g: 4, dhPrime: fromNumber(prime >> 1n) }
      case 'g that is no residue':
        return { ...inner, g: 2 }
      case 'g_a that is 1':
        return { ...inner, gA: Uint8Array.of(1) }
      case 'g_a that is prime - 1':
        return { ...inner, gA: fromNumber(prime - 1n) }
      case 'g_a below 2^1984':
        return { ...inner, gA: fromNumber(MARGIN - 1n) }
      case 'g_a above prime - 2^1984':
        return { ...inner, gA: fromNumber(prime - MARGIN + 1n) }
      default:
        return inner
    }
  }

  #ending(query: tl.set_client_DH_params): tl.Any {
    const inner = this.#keys.decrypt(query.encryptedData) as tl.client_DH_inner_data
    expect(inner.retryId).toBe(this.key?.auxHash ?? 0n)
    const key = AuthKey.of(modPow(toNumber(inner.gB), this.#secret, prime))
    this.key = key
    const nonces = { nonce: query.nonce, serverNonce: this.#serverNonce }
    const proof = (ending: 1 | 2 | 3) => this.#keys.proof(ending, key.auxHash)
    const ok: tl.dh_gen_ok = { _: 'dh_gen_ok', ...nonces, newNonceHash1: proof(1) }
    if (this.retries-- > 0) return { _: 'dh_gen_retry', ...nonces, newNonceHash2: proof(2) }
    switch (this.#deviation) {
      case 'ending with another nonce':
        return { ...ok, nonce: OTHER }
      case 'ending with another server_nonce':
        return { ...ok, serverNonce: OTHER }
      case 'ending with a wrong hash':
        return { ...ok, newNonceHash1: OTHER }
      case 'ending with the hash of another ending':
        return { ...ok, newNonceHash1: proof(3) }
      case 'ending that fails with a proof':
        return { _: 'dh_gen_fail', ...nonces, newNonceHash3: proof(3) }
      default:
        return ok
    }
  }
}

function unsealed(value: tl.Any): Uint8Array {
  const body = encode(value)
  const head = new Uint8Array(20)
  putLong(head, 8, 1n)
  putInt(head, 16, body.length)
  return concat(head, body)
}

/** What RSA_PAD sealed. */
function opened(encrypted: Uint8Array): tl.p_q_inner_data_dc {
  const block = fromNumber(modPow(toNumber(encrypted), privateExponent, serverKey.modulus), 256)
  const tempKey = xor(block.slice(0, 32), sha256(block.slice(32)))
  const body = decryptIge(tempKey, new Uint8Array(32), block.slice(32))
  return readAny(new Reader(body.slice(0, 192).reverse())) as tl.p_q_inner_data_dc
}

function run(server: Server, client: KeyExchange): Step {
  let packet = client.start()
  for (;;) {
    const step = client.receive(server.answer(packet))
    if (step.kind !== 'send') return step
    packet = step.packet
  }
}

describe('the key exchange', () => {
  it.each(rows(checks))('%s: %s', (deviation, outcome) => {
    const client = new KeyExchange(serverKey)
    const step = run(new Server(deviation ?? ''), client)
    expect(step.kind === 'failed' ? step.reason : 'Done').toBe(outcome)
    // It is over, whatever comes.
    expect(client.receive(unsealed({ _: 'pong', msgId: 1n, pingId: 2n })).kind).toBe('failed')
  })

  it('ends with the key, salt and time of the server', () => {
    const server = new Server('')
    const step = run(server, new KeyExchange(serverKey))
    if (step.kind !== 'done') throw new Error(step.kind)
    expect(step.key.bytes).toEqual(server.key?.bytes)
    expect(step.timeOffsetSeconds).toBeGreaterThanOrEqual(99)
    expect(step.timeOffsetSeconds).toBeLessThanOrEqual(101)
  })

  it('makes another key where the server asks for one, but not for ever', () => {
    const server = new Server('')
    server.retries = 2
    expect(run(server, new KeyExchange(serverKey)).kind).toBe('done')
    server.retries = 100
    server.key = undefined
    expect(run(server, new KeyExchange(serverKey))).toEqual({ kind: 'failed', reason: 'REFUSED' })
  })

  it('takes no packet that is sealed, cut or longer than it says', () => {
    for (const change of [
      (packet: Uint8Array) => putLong(packet, 0, 1n),
      (packet: Uint8Array) => putInt(packet, 16, getInt(packet, 16) + 4),
      (packet: Uint8Array) => putInt(packet, 16, -4),
    ]) {
      const client = new KeyExchange(serverKey)
      const answer = new Server('').answer(client.start())
      change(answer)
      expect(client.receive(answer)).toEqual({ kind: 'failed', reason: 'NOT_AN_ANSWER' })
    }
    expect(new KeyExchange(serverKey).receive(new Uint8Array(3))).toEqual({ kind: 'failed', reason: 'NOT_AN_ANSWER' })
  })
})
