import { sha1 as nobleSha1 } from '@noble/hashes/legacy.js'
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { concat } from './bytes'

/** Web Crypto is not there on a plain HTTP page, so the hashes are JavaScript. */
export const sha1 = (...parts: Uint8Array[]): Uint8Array => nobleSha1(concat(...parts))
export const sha256 = (...parts: Uint8Array[]): Uint8Array => nobleSha256(concat(...parts))
