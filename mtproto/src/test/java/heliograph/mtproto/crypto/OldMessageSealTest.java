package heliograph.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.tl.Bytes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sealed the old way is opened with the same key, and with nothing changed.
class OldMessageSealTest {

  private final Random random = new Random(3);
  private final AuthKey key = AuthKey.of(bytes(AuthKey.LENGTH));

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 16, 40, 44, 1024})
  void whatIsSealedIsOpened(int length) {
    byte[] plain = plain(length);
    byte[] packet = OldMessageSeal.seal(key, plain, random);
    assertThat(OldMessageSeal.open(key, packet)).isEqualTo(plain);
    assertThat(OldMessageSeal.open(AuthKey.of(bytes(AuthKey.LENGTH)), packet)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 23, 24, 60, 95})
  void whatIsChangedIsNot(int at) {
    byte[] packet = OldMessageSeal.seal(key, plain(40), random);
    assertThat(packet).hasSize(104);
    packet[at] ^= 1;
    assertThat(OldMessageSeal.open(key, packet)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, 39, 36 + 16, 1 << 30, Integer.MIN_VALUE})
  void lengthsThatCannotBeAreRefused(int said) {
    byte[] plain = plain(36);
    Bytes.putInt(plain, MessageSeal.HEADER - 4, said);
    assertThat(OldMessageSeal.open(key, OldMessageSeal.seal(key, plain, random))).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 24, 40, 100})
  void whatIsTooShortOrCutIsRefused(int length) {
    byte[] packet = OldMessageSeal.seal(key, plain(40), random);
    assertThat(OldMessageSeal.open(key, Arrays.copyOf(packet, length))).isNull();
  }

  private byte[] plain(int length) {
    byte[] plain = bytes(MessageSeal.HEADER + length);
    Bytes.putInt(plain, MessageSeal.HEADER - 4, length);
    return plain;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
