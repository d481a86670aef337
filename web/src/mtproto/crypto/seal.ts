import { decryptIge, encryptIge } from './aes'
import type { AuthKey } from './authKey'
import { concat, equal, getInt, getLong, putLong, random } from './bytes'
import { sha256 } from './hashes'

/**
 * Encrypted messages of MTProto 2.0: `auth_key_id` 8, `msg_key` 16, then encrypted: salt 8, session_id 8, msg_id 8, seq_no 4,
 * length 4, the body and 12 to 1024 bytes of padding. See core.telegram.org/mtproto/description and /mtproto/security_guidelines.
 */

export type Sender = 'client' | 'server'

/** Bytes before the body in what is encrypted. */
export const HEADER = 32

const OVERHEAD = 24
const MIN_PADDING = 12
const MAX_PADDING = 1024

/** @param plain header and body */
export function seal(key: AuthKey, sender: Sender, plain: Uint8Array): Uint8Array {
  const padded = concat(plain, random(MIN_PADDING + (-(plain.length + MIN_PADDING) & 15)))
  const msgKey = msgKeyOf(key, sender, padded)
  const keyId = new Uint8Array(8)
  putLong(keyId, 0, key.id)
  const [aesKey, iv] = derive(key, sender, msgKey)
  return concat(keyId, msgKey, encryptIge(aesKey, iv, padded))
}

/** Header and body, or undefined if it is not a packet that the sender sealed with this key; nothing tells which check failed. */
export function open(key: AuthKey, sender: Sender, packet: Uint8Array): Uint8Array | undefined {
  const size = packet.length - OVERHEAD
  if (size < HEADER + MIN_PADDING || size % 16 !== 0 || getLong(packet, 0) !== key.id) return undefined
  const msgKey = packet.slice(8, OVERHEAD)
  const [aesKey, iv] = derive(key, sender, msgKey)
  const plain = decryptIge(aesKey, iv, packet.subarray(OVERHEAD))
  // The msg_key is over all of it, so nothing is believed before this.
  if (!equal(msgKey, msgKeyOf(key, sender, plain))) return undefined
  const length = getInt(plain, HEADER - 4)
  const padding = size - HEADER - length
  const sound = length >= 0 && length % 4 === 0 && padding >= MIN_PADDING && padding <= MAX_PADDING
  return sound ? plain.slice(0, HEADER + length) : undefined
}

const partOf = (sender: Sender) => (sender === 'client' ? 0 : 8)

function msgKeyOf(key: AuthKey, sender: Sender, plain: Uint8Array): Uint8Array {
  const x = partOf(sender)
  return sha256(key.bytes.subarray(88 + x, 120 + x), plain).slice(8, 24)
}

function derive(key: AuthKey, sender: Sender, msgKey: Uint8Array): [key: Uint8Array, iv: Uint8Array] {
  const x = partOf(sender)
  const a = sha256(msgKey, key.bytes.subarray(x, x + 36))
  const b = sha256(key.bytes.subarray(40 + x, 76 + x), msgKey)
  return [
    concat(a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)),
    concat(b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)),
  ]
}
