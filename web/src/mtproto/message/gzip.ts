import { concat } from '../crypto/bytes'

/** Unpacks gzip, or zlib as some senders have it, to `limit` bytes at most, whatever the packed bytes claim. */
export async function unpack(packed: Uint8Array, limit: number): Promise<Uint8Array> {
  const gzip = packed[0] === 0x1f && packed[1] === 0x8b
  const stream = new Blob([packed.slice()]).stream().pipeThrough(new DecompressionStream(gzip ? 'gzip' : 'deflate'))
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    length += value.length
    if (length > limit) {
      await reader.cancel()
      throw new RangeError('packed data is too large')
    }
    parts.push(value)
  }
  return concat(...parts)
}
