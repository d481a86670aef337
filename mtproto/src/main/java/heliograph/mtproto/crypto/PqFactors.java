package heliograph.mtproto.crypto;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The two primes of the key exchange's first step, `p < q`: the server multiplies them, the client finds them again.
///
/// The client factorises by Pollard's rho in Brent's form (R. P. Brent, "An improved Monte Carlo factorization algorithm",
/// BIT 20, 1980), on Montgomery residues so that no step divides. The product of two 31-bit primes takes about a
/// millisecond; the number of steps is bounded, for the number comes from the other side.
public record PqFactors(long p, long q) {

  private static final int BATCH = 128;
  private static final int MAX_STEPS = 1 << 22;
  private static final int[] WITNESSES = {2, 7, 61};

  /// Two different random primes of 31 bits, whose product fills 62 bits.
  public static PqFactors random(RandomGenerator random) {
    long first = randomPrime(random);
    long second = randomPrime(random);
    while (first == second) {
      second = randomPrime(random);
    }
    return new PqFactors(Math.min(first, second), Math.max(first, second));
  }

  public long product() {
    return p * q;
  }

  /// The factors of an odd number below 2^63, or null if it has none that can be found in a bounded time.
  public static @Nullable PqFactors of(long pq) {
    if (pq < 9 || pq % 2 == 0) {
      return null;
    }
    for (long seed = 1; seed <= 4; seed++) {
      long factor = rho(new Residues(pq), seed);
      if (factor > 1 && factor < pq) {
        return new PqFactors(Math.min(factor, pq / factor), Math.max(factor, pq / factor));
      }
    }
    return null;
  }

  private static long rho(Residues residues, long seed) {
    long n = residues.modulus;
    long y = seed + 1;
    long x = y;
    long checkpoint = y;
    long product = residues.one;
    long factor = 1;
    int steps = 0;
    for (int run = 1; factor == 1 && steps < MAX_STEPS; run *= 2) {
      x = y;
      for (int i = 0; i < run; i++) {
        y = residues.next(y, seed);
      }
      for (int done = 0; done < run && factor == 1; done += BATCH) {
        checkpoint = y;
        for (int i = 0; i < Math.min(BATCH, run - done); i++) {
          y = residues.next(y, seed);
          product = residues.multiply(product, Math.abs(x - y));
        }
        factor = gcd(product, n);
        steps += BATCH;
      }
    }
    if (factor == n) {
      // Both factors fell into one batch: go through it again step by step.
      factor = 1;
      y = checkpoint;
      for (int i = 0; factor == 1 && i <= BATCH; i++) {
        y = residues.next(y, seed);
        factor = gcd(Math.abs(x - y), n);
      }
    }
    return factor;
  }

  private static long gcd(long a, long b) {
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  private static long randomPrime(RandomGenerator random) {
    while (true) {
      // The upper three quarters of the 31-bit numbers make sure that the product has 62 bits.
      long candidate = random.nextLong(0x5000_0000L, 0x8000_0000L) | 1;
      if (isPrime(candidate)) {
        return candidate;
      }
    }
  }

  /// Miller-Rabin with the witnesses 2, 7 and 61, which is exact below 4,759,123,141.
  static boolean isPrime(long n) {
    if (n < 2 || n % 2 == 0) {
      return n == 2;
    }
    int twos = Long.numberOfTrailingZeros(n - 1);
    for (int witness : WITNESSES) {
      if (n % witness == 0) {
        return n == witness;
      }
      long power = power(witness, (n - 1) >> twos, n);
      boolean passes = power == 1 || power == n - 1;
      for (int i = 1; i < twos && !passes; i++) {
        power = power * power % n;
        passes = power == n - 1;
      }
      if (!passes) {
        return false;
      }
    }
    return true;
  }

  private static long power(long base, long exponent, long n) {
    long result = 1;
    long square = base % n;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = result * square % n;
      }
      square = square * square % n;
    }
    return result;
  }

  /// Arithmetic modulo an odd number below 2^63 in Montgomery form.
  private static final class Residues {

    final long modulus;
    final long one;
    private final long negativeInverse;

    Residues(long modulus) {
      this.modulus = modulus;
      long inverse = modulus;
      for (int i = 0; i < 5; i++) {
        inverse *= 2 - modulus * inverse;
      }
      negativeInverse = -inverse;
      one = Long.remainderUnsigned(-modulus, modulus);
    }

    long multiply(long a, long b) {
      long low = a * b;
      long high = Math.multiplyHigh(a, b);
      long carry = low == 0 ? 0 : 1;
      long reduced = high + Math.unsignedMultiplyHigh(low * negativeInverse, modulus) + carry;
      return Long.compareUnsigned(reduced, modulus) >= 0 ? reduced - modulus : reduced;
    }

    /// One step of the pseudo-random walk, `y * y + seed`.
    long next(long y, long seed) {
      long sum = multiply(y, y) + seed;
      return Long.compareUnsigned(sum, modulus) >= 0 ? sum - modulus : sum;
    }
  }
}
