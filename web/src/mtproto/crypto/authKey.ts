import { fromNumber, getLong } from './bytes'
import { sha1 } from './hashes'

const LENGTH = 256

/** The secret that this device and the server share. See core.telegram.org/mtproto/description. */
export class AuthKey {
  /** `auth_key_id`: the lower 64 bits of the key's SHA-1. */
  readonly id: bigint
  /** `auth_key_aux_hash`: the higher 64 bits. */
  readonly auxHash: bigint

  constructor(readonly bytes: Uint8Array) {
    if (bytes.length !== LENGTH) throw new RangeError('an auth key has 256 bytes')
    const hash = sha1(bytes)
    this.id = getLong(hash, 12)
    this.auxHash = getLong(hash, 0)
  }

  /** Leading zeros belong to the key. */
  static of(secret: bigint): AuthKey {
    return new AuthKey(fromNumber(secret, LENGTH))
  }
}
