/** Bytes that are not what the schema says: whoever sent them is not to be trusted further. */
export class TlError extends Error {}

const text = new TextDecoder('utf-8', { ignoreBOM: true })

/** Reads TL's basic types; everything is bounded by the bytes that are there. */
export class Reader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get position(): number {
    return this.#at
  }

  get remaining(): number {
    return this.#bytes.length - this.#at
  }

  int(): number {
    return this.#view.getInt32(this.#skip(4), true)
  }

  long(): bigint {
    return this.#view.getBigInt64(this.#skip(8), true)
  }

  double(): number {
    return this.#view.getFloat64(this.#skip(8), true)
  }

  /** The next bytes themselves, not a copy. */
  raw(length: number): Uint8Array {
    const from = this.#skip(length)
    return this.#bytes.subarray(from, from + length)
  }

  /** A copy of the bytes after their length. */
  bytes(): Uint8Array {
    return this.#counted().slice()
  }

  string(): string {
    return text.decode(this.#counted())
  }

  expectEnd(): void {
    if (this.remaining !== 0) throw new TlError(`${this.remaining} bytes too many`)
  }

  #counted(): Uint8Array {
    const first = this.#view.getUint8(this.#skip(1))
    let length = first
    let head = 1
    if (first === 254) {
      length = this.#view.getUint16(this.#skip(2), true) | (this.#view.getUint8(this.#skip(1)) << 16)
      head = 4
    } else if (first === 255) {
      throw new TlError('a length that there is not')
    }
    const bytes = this.raw(length)
    this.#skip(-(head + length) & 3)
    return bytes
  }

  #skip(length: number): number {
    const from = this.#at
    if (length < 0 || length > this.remaining) throw new TlError('cut off')
    this.#at += length
    return from
  }
}
