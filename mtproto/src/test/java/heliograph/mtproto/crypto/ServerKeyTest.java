package heliograph.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ServerKeyTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ServerKey KEY = ServerKey.generate(RANDOM);

  @Test
  void bothHalvesSurviveTheirPem() {
    ServerPublicKey publicKey = ServerPublicKey.fromPem(KEY.publicKey().pem() + "\n");
    assertThat(publicKey.modulus()).isEqualTo(KEY.publicKey().modulus());
    assertThat(publicKey.exponent()).isEqualTo(BigInteger.valueOf(65_537));
    assertThat(publicKey.fingerprint()).isEqualTo(KEY.publicKey().fingerprint());
    assertThat(ServerKey.fromPem(KEY.privatePem()).publicKey().pem())
        .isEqualTo(KEY.publicKey().pem());
  }

  @Test
  void thePublicPemIsAsLongAsTheOneItTakesThePlaceOf() {
    assertThat(KEY.publicKey().pem())
        .hasSize(425)
        .startsWith("-----BEGIN RSA PUBLIC KEY-----\nMIIBCgKCAQEA");
  }

  @Test
  void theFingerprintDoesNotBeginWithAZeroDigit() {
    assertThat(Long.toHexString(KEY.publicKey().fingerprint())).hasSize(16);
  }

  @Test
  void brokenPemIsRefused() {
    String pem = KEY.publicKey().pem();
    for (String wrong :
        new String[] {
          "", pem.substring(1), pem.replace("MIIBCgKCAQEA", "MIIBCgKCAQE"), KEY.privatePem()
        }) {
      assertThatThrownBy(() -> ServerPublicKey.fromPem(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ServerKey.fromPem(pem)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void opensBothEnvelopes() {
    for (int length = 0; length <= RsaEnvelope.MAX_DATA; length += 12) {
      byte[] data = new byte[length];
      RANDOM.nextBytes(data);
      for (boolean old : new boolean[] {false, true}) {
        byte[] sealed =
            old
                ? RsaEnvelope.sealOld(KEY.publicKey(), data, RANDOM)
                : RsaEnvelope.seal(KEY.publicKey(), data, RANDOM);
        assertThat(sealed).hasSize(256);
        RsaEnvelope.Opened opened = RsaEnvelope.open(KEY, sealed);
        assertThat(opened.holds(length)).isTrue();
        assertThat(Arrays.copyOf(opened.data(), length)).isEqualTo(data);
        assertThat(old && opened.holds(length + 1)).isFalse();
      }
    }
  }

  @Test
  void anythingElseHoldsNothing() {
    byte[] sealed = RsaEnvelope.seal(KEY.publicKey(), new byte[96], RANDOM);
    sealed[100] ^= 1;
    byte[] tooLarge = new byte[256];
    Arrays.fill(tooLarge, (byte) 0xff);
    for (byte[] wrong :
        new byte[][] {sealed, tooLarge, new byte[256], new byte[255], new byte[257], new byte[0]}) {
      RsaEnvelope.Opened opened = RsaEnvelope.open(KEY, wrong);
      for (int length = 0; length <= RsaEnvelope.MAX_DATA; length++) {
        assertThat(opened.holds(length)).isFalse();
      }
    }
  }
}
