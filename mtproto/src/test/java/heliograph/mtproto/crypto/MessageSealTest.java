package heliograph.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.tl.Bytes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageSealTest {

  private final Random random = new Random(7);
  private final AuthKey key = randomKey();

  @ParameterizedTest
  @EnumSource
  void opensWhatWasSealedAtEveryLength(Sender sender) {
    for (int body = 0; body < 2_000; body += 4) {
      byte[] plain = plain(body);
      byte[] packet = sealed(sender, plain);
      assertThat(MessageSeal.open(key, sender, packet, 0, packet.length)).isTrue();
      assertThat(
              Arrays.copyOfRange(packet, MessageSeal.OVERHEAD, MessageSeal.OVERHEAD + plain.length))
          .isEqualTo(plain);
    }
  }

  @Test
  void worksInTheMiddleOfAnArray() {
    byte[] plain = plain(100);
    byte[] array = new byte[400];
    System.arraycopy(plain, 0, array, 10 + MessageSeal.OVERHEAD, plain.length);
    int end = MessageSeal.seal(key, Sender.SERVER, array, 10, plain.length, random);
    assertThat(end).isEqualTo(10 + MessageSeal.sealedLength(plain.length));
    assertThat(MessageSeal.open(key, Sender.SERVER, array, 10, end)).isTrue();
    assertThat(
            Arrays.copyOfRange(
                array, 10 + MessageSeal.OVERHEAD, 10 + MessageSeal.OVERHEAD + plain.length))
        .isEqualTo(plain);
  }

  @Test
  void everyFlippedBitIsRefused() {
    byte[] packet = sealed(Sender.CLIENT, plain(64));
    for (int bit = 0; bit < packet.length * 8; bit++) {
      byte[] damaged = packet.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(MessageSeal.open(key, Sender.CLIENT, damaged, 0, damaged.length))
          .as("bit %s", bit)
          .isFalse();
    }
  }

  @Test
  void aPacketReflectedToItsSenderIsRefused() {
    byte[] packet = sealed(Sender.CLIENT, plain(64));
    assertThat(MessageSeal.open(key, Sender.SERVER, packet, 0, packet.length)).isFalse();
  }

  @Test
  void truncatedPacketsAreRefused() {
    byte[] packet = sealed(Sender.CLIENT, plain(64));
    for (int length = 0; length < packet.length; length++) {
      byte[] cut = Arrays.copyOf(packet, length);
      assertThat(MessageSeal.open(key, Sender.CLIENT, cut, 0, length))
          .as("length %s", length)
          .isFalse();
    }
  }

  @Test
  void theQuickAckTokenHasItsHighestBitSetAndIsTheSameOnBothSides() {
    byte[] packet = sealed(Sender.CLIENT, plain(64));
    assertThat(MessageSeal.open(key, Sender.CLIENT, packet, 0, packet.length)).isTrue();
    int token = MessageSeal.quickAckToken(key, Sender.CLIENT, packet, 0, packet.length);
    byte[] hashed =
        Hashes.sha256(
            Arrays.copyOfRange(key.bytes(), 88, 120),
            Arrays.copyOfRange(packet, MessageSeal.OVERHEAD, packet.length));
    assertThat(token).isNegative().isEqualTo(Bytes.getInt(hashed, 0) | 0x8000_0000);
  }

  private byte[] sealed(Sender sender, byte[] plain) {
    byte[] packet = new byte[MessageSeal.sealedLength(plain.length)];
    System.arraycopy(plain, 0, packet, MessageSeal.OVERHEAD, plain.length);
    assertThat(MessageSeal.seal(key, sender, packet, 0, plain.length, random))
        .isEqualTo(packet.length);
    return packet;
  }

  private byte[] plain(int bodyLength) {
    byte[] plain = new byte[MessageSeal.HEADER + bodyLength];
    random.nextBytes(plain);
    Bytes.putInt(plain, MessageSeal.HEADER - 4, bodyLength);
    return plain;
  }

  private AuthKey randomKey() {
    byte[] bytes = new byte[AuthKey.LENGTH];
    random.nextBytes(bytes);
    return AuthKey.of(bytes);
  }
}
