package heliograph.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesCtrTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void oneLongStreamInManyPiecesIsTheCiphersOwn(long seed) throws GeneralSecurityException {
    Random random = new Random(seed);
    byte[] key = new byte[32];
    byte[] iv = new byte[16];
    random.nextBytes(key);
    random.nextBytes(iv);
    if (seed == 1) {
      // The counter must carry over all 128 bits.
      Arrays.fill(iv, (byte) 0xff);
    } else if (seed == 2) {
      Arrays.fill(iv, 8, 16, (byte) 0xff);
    }
    byte[] data = new byte[100_000];
    random.nextBytes(data);
    Cipher whole = Cipher.getInstance("AES/CTR/NoPadding");
    whole.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    byte[] expected = whole.doFinal(data);

    AesCtr pieces = new AesCtr(key, iv);
    for (int at = 0; at < data.length; ) {
      int size = Math.min(data.length - at, random.nextInt(random.nextBoolean() ? 40 : 40_000));
      pieces.process(data, at, size);
      at += size;
    }
    assertThat(data).isEqualTo(expected);
  }
}
