export function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

export const randomLong = (): bigint => getLong(random(8), 0)

/** Compares all bytes, whichever differ. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0)
  return difference === 0
}

export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] ?? 0))
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const getInt = (bytes: Uint8Array, at: number): number => view(bytes).getInt32(at, true)
export const putInt = (bytes: Uint8Array, at: number, value: number): void => view(bytes).setInt32(at, value, true)
export const getLong = (bytes: Uint8Array, at: number): bigint => view(bytes).getBigInt64(at, true)
export const putLong = (bytes: Uint8Array, at: number, value: bigint): void => view(bytes).setBigInt64(at, value, true)

/** The number that big-endian bytes make. */
export function toNumber(bytes: Uint8Array): bigint {
  let hex = '0x0'
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return BigInt(hex)
}

/** The big-endian bytes of a number, with zeros before them up to a length. */
export function fromNumber(number: bigint, length = 0): Uint8Array {
  let hex = number.toString(16)
  hex = hex.padStart(Math.max(hex.length + (hex.length & 1), 2 * length), '0')
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16))
}
