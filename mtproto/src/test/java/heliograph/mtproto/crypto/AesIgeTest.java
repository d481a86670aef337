package heliograph.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// IGE against its definition, written block by block on single AES blocks.
class AesIgeTest {

  private final Random random = new Random(20);
  private final byte[] key = bytes(32);
  private final byte[] iv = bytes(32);

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 32, 48, 176, 16_368, 16_384, 16_400, 32_768, 70_000 / 16 * 16})
  void encryptsAsTheDefinitionSays(int length) throws GeneralSecurityException {
    byte[] plain = bytes(length);
    byte[] data = plain.clone();
    AesIge.encrypt(key, iv, data, 0, length);
    assertThat(data).isEqualTo(definition(plain));
    AesIge.decrypt(key, iv, data, 0, length);
    assertThat(data).isEqualTo(plain);
  }

  @Test
  void touchesOnlyItsSlice() {
    byte[] data = bytes(96);
    byte[] before = data.clone();
    AesIge.encrypt(key, iv, data, 16, 64);
    assertThat(Arrays.copyOf(data, 16)).isEqualTo(Arrays.copyOf(before, 16));
    assertThat(Arrays.copyOfRange(data, 80, 96)).isEqualTo(Arrays.copyOfRange(before, 80, 96));
    assertThat(Arrays.copyOfRange(data, 16, 80)).isNotEqualTo(Arrays.copyOfRange(before, 16, 80));
  }

  @Test
  void refusesPartsOfBlocks() {
    assertThatThrownBy(() -> AesIge.encrypt(key, iv, new byte[20], 0, 20))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AesIge.decrypt(key, iv, new byte[20], 0, 20))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private byte[] definition(byte[] plain) throws GeneralSecurityException {
    Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
    block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    byte[] out = new byte[plain.length];
    byte[] lastCipher = Arrays.copyOf(iv, 16);
    byte[] lastPlain = Arrays.copyOfRange(iv, 16, 32);
    for (int at = 0; at < plain.length; at += 16) {
      byte[] here = Arrays.copyOfRange(plain, at, at + 16);
      lastCipher = xor(block.doFinal(xor(here, lastCipher)), lastPlain);
      lastPlain = here;
      System.arraycopy(lastCipher, 0, out, at, 16);
    }
    return out;
  }

  private static byte[] xor(byte[] a, byte[] b) {
    byte[] out = a.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] ^= b[i];
    }
    return out;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
