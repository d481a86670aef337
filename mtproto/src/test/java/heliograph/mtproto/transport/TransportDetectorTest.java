package heliograph.mtproto.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.mtproto.crypto.AesCtr;
import heliograph.tl.Bytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportDetectorTest {

  private static final ProxySecret SECRET = ProxySecret.parse("00112233445566778899aabbccddeeff");
  private static final ProxySecret OTHER = ProxySecret.parse("ff112233445566778899aabbccddeeff");

  private final TransportDetector open =
      new TransportDetector(List.of(SECRET), true, new Random(1));
  private final TransportDetector closed =
      new TransportDetector(
          List.of(ProxySecret.parse("11".repeat(16)), SECRET), false, new Random(1));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1",
        "POST /api HTTP/1.1",
        "HEAD /",
        "OPTIONS *",
        "PUT /x",
        "DELETE /x"
      })
  void httpIsLeftToHttp(String request) {
    byte[] bytes = request.getBytes(US_ASCII);
    assertThat(open.detect(bytes, 0, bytes.length)).isInstanceOf(Detection.Http.class);
    assertThat(open.detect(bytes, 0, 3)).isInstanceOf(Detection.NeedMore.class);
  }

  @Test
  void aClientHelloIsLeftToTls() {
    byte[] hello = HexFormat.of().parseHex("1603010200010001fc0303");
    assertThat(open.detect(hello, 0, hello.length)).isInstanceOf(Detection.Tls.class);
    assertThat(open.detect(hello, 0, 5)).isInstanceOf(Detection.NeedMore.class);
  }

  @Test
  void garbageIsUnknownOnceAllOfAnOpeningIsThere() {
    byte[] garbage = new byte[64];
    new Random(9).nextBytes(garbage);
    assertThat(open.detect(garbage, 0, 63)).isInstanceOf(Detection.NeedMore.class);
    assertThat(open.detect(garbage, 0, 64)).isInstanceOf(Detection.Unknown.class);
  }

  @Test
  void withoutASecretNobodyEntersAClosedServer() {
    assertThat(closed.detect(opening(null, 2), 0, 64)).isInstanceOf(Detection.Unknown.class);
    assertThat(closed.detect(opening(SECRET, 2), 0, 64)).isInstanceOf(Detection.Mtproto.class);
    assertThat(closed.detect(new byte[] {(byte) 0xef}, 0, 1)).isInstanceOf(Detection.Unknown.class);
  }

  @Test
  void aWrongSecretIsUnknown() {
    assertThat(open.detect(opening(OTHER, 2), 0, 64)).isInstanceOf(Detection.Unknown.class);
  }

  @Test
  void anOpeningNamesTheDataCentre() {
    byte[] opening = opening(null, -10_002);
    byte[] key = Arrays.copyOfRange(opening, 8, 40);
    byte[] iv = Arrays.copyOfRange(opening, 40, 56);
    new AesCtr(key, iv).process(opening, 0, opening.length);
    assertThat((short) Bytes.getInt(opening, 60)).isEqualTo((short) -10_002);
  }

  @Test
  void anOpeningNeverLooksLikeAnotherProtocol() {
    for (int i = 0; i < 2_000; i++) {
      assertThat(TransportDetector.looksOpen(opening(null, 1))).isFalse();
    }
  }

  @Test
  void secretsAreReadAndWritten() {
    String padded = "dd00112233445566778899aabbccddeeff";
    assertThat(ProxySecret.parse(padded).padded()).isTrue();
    assertThat(ProxySecret.parse(padded)).hasToString(padded);
    assertThat(SECRET.padded()).isFalse();
    assertThat(SECRET.padded(true)).hasToString(padded);
    for (String wrong :
        List.of("", "dd", "00", "zz112233445566778899aabbccddeeff", SECRET + "00")) {
      assertThatThrownBy(() -> ProxySecret.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static byte[] opening(@Nullable ProxySecret secret, int dc) {
    return Transport.openObfuscated(Framing.PADDED, secret, dc, new SecureRandom()).opening();
  }
}
