package heliograph.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DhGroupTest {

  private static final DhGroup GROUP = DhGroup.KNOWN;
  private static final BigInteger PRIME = GROUP.prime();
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void bothSidesAgree() {
    BigInteger a = GROUP.secret(RANDOM);
    BigInteger b = GROUP.secret(RANDOM);
    assertThat(a.bitLength()).isEqualTo(256);
    assertThat(GROUP.agree(a, GROUP.publicValue(b)))
        .isEqualTo(GROUP.agree(b, GROUP.publicValue(a)));
  }

  @Test
  void theKnownPrimeIsASafePrime() {
    assertThat(PRIME.bitLength()).isEqualTo(2048);
    assertThat(PRIME.isProbablePrime(20)).isTrue();
    assertThat(PRIME.shiftRight(1).isProbablePrime(20)).isTrue();
    assertThat(GROUP.isSound()).isTrue();
  }

  /// By Euler's criterion on the prime itself.
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2, 3, 4, 5, 6, 7, 8})
  void aGeneratorMustGenerateTheResidues(int g) {
    boolean residue =
        g >= 2
            && g <= 7
            && BigInteger.valueOf(g).modPow(PRIME.shiftRight(1), PRIME).equals(BigInteger.ONE);
    assertThat(new DhGroup(PRIME, g).isSound()).isEqualTo(residue);
  }

  @Test
  void primesThatAreNotSafeAreRefused() {
    assertThat(new DhGroup(PRIME.subtract(BigInteger.valueOf(24)), 3).isSound()).isFalse();
    assertThat(new DhGroup(PRIME.shiftRight(1), 4).isSound()).isFalse();
    BigInteger unsafePrime = BigInteger.ONE.shiftLeft(2047).nextProbablePrime();
    assertThat(new DhGroup(unsafePrime, 4).isSound()).isFalse();
  }

  @Test
  void publicValuesKeepAwayFromBothEnds() {
    BigInteger margin = BigInteger.TWO.pow(2048 - 64);
    assertThat(GROUP.accepts(BigInteger.ZERO)).isFalse();
    assertThat(GROUP.accepts(BigInteger.ONE)).isFalse();
    assertThat(GROUP.accepts(margin.subtract(BigInteger.ONE))).isFalse();
    assertThat(GROUP.accepts(margin)).isTrue();
    assertThat(GROUP.accepts(PRIME.subtract(margin))).isTrue();
    assertThat(GROUP.accepts(PRIME.subtract(margin).add(BigInteger.ONE))).isFalse();
    assertThat(GROUP.accepts(PRIME.subtract(BigInteger.ONE))).isFalse();
    assertThat(GROUP.accepts(PRIME)).isFalse();
  }

  @Test
  void aShortSecretMakesAKeyWithLeadingZeros() {
    AuthKey key = AuthKey.of(BigInteger.TWO.pow(2039).subtract(BigInteger.ONE));
    assertThat(key.bytes()).hasSize(256).startsWith(0, 0x7f, 0xff);
    AuthKey full = AuthKey.of(BigInteger.TWO.pow(2048).subtract(BigInteger.ONE));
    assertThat(full.bytes()).hasSize(256).startsWith(0xff);
  }
}
