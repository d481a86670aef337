/** The number of steps is bounded, for the number comes from the other side; what servers send takes a tenth of them. */
const MAX_STEPS = 1 << 19
const BATCH = 128

/**
 * The factors of an odd number below 2^63, the smaller one first; undefined if none is found in a bounded time. Pollard's rho
 * in Brent's form (R. P. Brent, "An improved Monte Carlo factorization algorithm", BIT 20, 1980).
 */
export function factorise(pq: bigint): [bigint, bigint] | undefined {
  if (pq < 9n || (pq & 1n) === 0n || pq >= 1n << 63n) return undefined
  for (let seed = 1n; seed <= 4n; seed++) {
    const factor = rho(pq, seed)
    if (factor > 1n && factor < pq) {
      const other = pq / factor
      return factor < other ? [factor, other] : [other, factor]
    }
  }
  return undefined
}

function rho(n: bigint, seed: bigint): bigint {
  const next = (y: bigint) => (y * y + seed) % n
  let y = seed + 1n
  let x = y
  let checkpoint = y
  let product = 1n
  let factor = 1n
  let steps = 0
  for (let run = 1; factor === 1n && steps < MAX_STEPS; run *= 2) {
    x = y
    for (let i = 0; i < run; i++) y = next(y)
    for (let done = 0; done < run && factor === 1n; done += BATCH) {
      checkpoint = y
      for (let i = 0; i < Math.min(BATCH, run - done); i++) {
        y = next(y)
        product = (product * (x > y ? x - y : y - x)) % n
      }
      factor = gcd(product, n)
      steps += BATCH
    }
  }
  if (factor === n) {
    // Both factors fell into one batch: go through it again step by step.
    factor = 1n
    y = checkpoint
    for (let i = 0; factor === 1n && i <= BATCH; i++) {
      y = next(y)
      factor = gcd(x > y ? x - y : y - x, n)
    }
  }
  return factor
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
