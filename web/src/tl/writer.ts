const text = new TextEncoder()

const MAX_BYTES = 0xffffff

/** Writes TL's basic types into an array that grows. */
export class Writer {
  #bytes = new Uint8Array(256)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  int(value: number): void {
    const at = this.#room(4)
    this.#view.setInt32(at, value, true)
  }

  long(value: bigint): void {
    const at = this.#room(8)
    this.#view.setBigInt64(at, value, true)
  }

  double(value: number): void {
    const at = this.#room(8)
    this.#view.setFloat64(at, value, true)
  }

  raw(bytes: Uint8Array): void {
    const at = this.#room(bytes.length)
    this.#bytes.set(bytes, at)
  }

  bytes(bytes: Uint8Array): void {
    const length = bytes.length
    if (length > MAX_BYTES) throw new RangeError(`${length} bytes in one string`)
    const head = length < 254 ? [length] : [254, length & 255, (length >> 8) & 255, length >> 16]
    this.raw(Uint8Array.from(head))
    this.raw(bytes)
    this.raw(new Uint8Array(-(head.length + length) & 3))
  }

  string(value: string): void {
    this.bytes(text.encode(value))
  }

  toBytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  /** Where the next bytes go; the array may be another one afterwards. */
  #room(length: number): number {
    const from = this.#length
    this.#length += length
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#length, 2 * this.#bytes.length))
      grown.set(this.#bytes)
      this.#bytes = grown
      this.#view = new DataView(grown.buffer)
    }
    return from
  }
}
