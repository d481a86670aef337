import { random, toNumber } from './bytes'

/** The checks and the arithmetic of the Diffie-Hellman exchange. See core.telegram.org/mtproto/security_guidelines. */

const PRIME = BigInt(
  '0xc71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f' +
    '48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37' +
    '20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64' +
    '2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4' +
    'a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754' +
    'fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4' +
    'e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f' +
    '0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b',
)

const BITS = 2048
const MARGIN = 1n << BigInt(BITS - 64)

/** Random witnesses, because whoever sends a composite number knows the usual ones: one in 4^32 gets through. */
const WITNESSES = 32

export interface Group {
  prime: bigint
  g: number
}

/** What servers use and clients know by heart. */
export const KNOWN_GROUP: Group = { prime: PRIME, g: 3 }

export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** Whether the group may be used: a safe prime of 2048 bits whose quadratic residues `g` generates. Only the known prime is quick. */
export function isSound({ prime, g }: Group): boolean {
  return generatesResidues(prime, g) && (prime === PRIME || isSafePrime(prime))
}

/** Whether a public value lies well inside the group. */
export const accepts = (group: Group, value: bigint): boolean => value >= MARGIN && value <= group.prime - MARGIN

/** 256 bits: the best attack on a short exponent costs 2^128 then, more than the group's own strength. */
export function secret(): bigint {
  const bytes = random(32)
  bytes[0] = (bytes[0] ?? 0) | 0x80
  return toNumber(bytes)
}

function generatesResidues(prime: bigint, g: number): boolean {
  const rest = (modulus: bigint) => Number(prime % modulus)
  switch (g) {
    case 2:
      return rest(8n) === 7
    case 3:
      return rest(3n) === 2
    case 4:
      return true
    case 5:
      return [1, 4].includes(rest(5n))
    case 6:
      return [19, 23].includes(rest(24n))
    case 7:
      return [3, 5, 6].includes(rest(7n))
    default:
      return false
  }
}

function isSafePrime(prime: bigint): boolean {
  // The half first: it is what most primes fail by.
  return prime.toString(2).length === BITS && isProbablePrime(prime >> 1n) && isProbablePrime(prime)
}

/** Miller and Rabin's test. */
export function isProbablePrime(n: bigint): boolean {
  if (n < 4n || (n & 1n) === 0n) return n === 2n || n === 3n
  let odd = n - 1n
  let twos = 0
  while ((odd & 1n) === 0n) {
    odd >>= 1n
    twos++
  }
  for (let i = 0; i < WITNESSES; i++) {
    const witness = 2n + (toNumber(random(BITS / 8 + 8)) % (n - 3n))
    if (!passes(witness, odd, twos, n)) return false
  }
  return true
}

function passes(witness: bigint, odd: bigint, twos: number, n: bigint): boolean {
  let power = modPow(witness, odd, n)
  if (power === 1n || power === n - 1n) return true
  for (let i = 1; i < twos; i++) {
    power = (power * power) % n
    if (power === n - 1n) return true
  }
  return false
}
