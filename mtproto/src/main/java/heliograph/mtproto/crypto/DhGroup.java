package heliograph.mtproto.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;

/// The Diffie-Hellman group of the key exchange: a 2048-bit safe prime and a generator of the subgroup of prime order.
///
/// Secret exponents have 256 bits. In a group with a safe prime the best attack on a short exponent takes the square root
/// of its range, 2^128, which is more than the group's own strength of about 2^112; and it takes an eighth of the time.
/// Every exponent is used once, so what the timing of `BigInteger.modPow` may tell about it is told once
/// (docs/decisions/0002-key-exchange-arithmetic.md).
///
/// References: mtproto/auth_key and mtproto/security_guidelines, "Validation of Diffie-Hellman parameters".
public record DhGroup(BigInteger prime, int g) {

  /// Every number of the exchange is written in this many bytes at most.
  public static final int LENGTH = 256;

  private static final int SECRET_BITS = 256;
  private static final int PRIME_CERTAINTY = 64;

  /// Public values keep this many bits away from both ends of the range.
  private static final BigInteger MARGIN = BigInteger.ONE.shiftLeft(2048 - 64);

  /// The prime that Telegram's servers use and clients know by heart, with the generator 3.
  public static final DhGroup KNOWN =
      new DhGroup(
          new BigInteger(
              "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f"
                  + "48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37"
                  + "20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64"
                  + "2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4"
                  + "a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754"
                  + "fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4"
                  + "e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f"
                  + "0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b",
              16),
          3);

  /// Whether the group may be used: a safe prime of exactly 2048 bits whose residues `g` generates.
  ///
  /// The known prime is recognised; any other costs two primality tests.
  public boolean isSound() {
    if (!generatesResidues()) {
      return false;
    }
    return prime.equals(KNOWN.prime)
        || (prime.bitLength() == 2048
            && prime.isProbablePrime(PRIME_CERTAINTY)
            && prime.shiftRight(1).isProbablePrime(PRIME_CERTAINTY));
  }

  /// A fresh secret exponent.
  public BigInteger secret(SecureRandom random) {
    // The highest bit is set so that no exponent is short by chance.
    return new BigInteger(SECRET_BITS, random).setBit(SECRET_BITS - 1);
  }

  /// The public value of a secret.
  public BigInteger publicValue(BigInteger secret) {
    return BigInteger.valueOf(g).modPow(secret, prime);
  }

  /// Whether the other side's public value lies well inside the group: between 2^1984 and prime - 2^1984.
  public boolean accepts(BigInteger publicValue) {
    return publicValue.compareTo(MARGIN) >= 0 && publicValue.compareTo(prime.subtract(MARGIN)) <= 0;
  }

  /// The authorization key that a secret and the other side's accepted public value make.
  public AuthKey agree(BigInteger secret, BigInteger otherPublicValue) {
    return AuthKey.of(otherPublicValue.modPow(secret, prime));
  }

  /// `g` generates the subgroup of order (p-1)/2 if it is a quadratic residue, which its prime's remainder tells.
  private boolean generatesResidues() {
    return switch (g) {
      case 2 -> remainder(8) == 7;
      case 3 -> remainder(3) == 2;
      case 4 -> true;
      case 5 -> remainder(5) == 1 || remainder(5) == 4;
      case 6 -> remainder(24) == 19 || remainder(24) == 23;
      case 7 -> remainder(7) == 3 || remainder(7) == 5 || remainder(7) == 6;
      default -> false;
    };
  }

  private int remainder(int modulus) {
    return prime.mod(BigInteger.valueOf(modulus)).intValue();
  }
}
