package heliograph.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PqFactorsTest {

  @Test
  void findsWhatTheServerMultiplied() {
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      PqFactors factors = PqFactors.random(random);
      assertThat(factors.p()).isLessThan(factors.q());
      assertThat(BigInteger.valueOf(factors.p()).isProbablePrime(40)).isTrue();
      assertThat(BigInteger.valueOf(factors.q()).isProbablePrime(40)).isTrue();
      assertThat(PqFactors.of(factors.product())).isEqualTo(factors);
    }
  }

  @Test
  void findsFactorsOfEverySize() {
    Random random = new Random(12);
    for (int bits = 3; bits <= 31; bits++) {
      long p = BigInteger.probablePrime(bits, random).longValueExact();
      long q = BigInteger.probablePrime(Math.min(62 - bits, 32), random).longValueExact();
      if (p != q) {
        assertThat(PqFactors.of(p * q))
            .as("%s * %s", p, q)
            .isEqualTo(new PqFactors(Math.min(p, q), Math.max(p, q)));
      }
    }
  }

  @Test
  void aPrimeOrAnEvenOrATinyNumberHasNone() {
    assertThat(PqFactors.of(2_147_483_647L)).isNull();
    assertThat(PqFactors.of(6)).isNull();
    assertThat(PqFactors.of(1L << 40)).isNull();
    assertThat(PqFactors.of(0)).isNull();
    assertThat(PqFactors.of(-15)).isNull();
  }

  @Test
  void aLargePrimeIsGivenUpInBoundedTime() {
    assertThat(PqFactors.of(BigInteger.probablePrime(62, new Random(13)).longValueExact()))
        .isNull();
  }

  @Test
  void tellsPrimesApart() {
    for (long n = 0; n < 20_000; n++) {
      assertThat(PqFactors.isPrime(n))
          .as("%s", n)
          .isEqualTo(BigInteger.valueOf(n).isProbablePrime(50));
    }
  }
}
