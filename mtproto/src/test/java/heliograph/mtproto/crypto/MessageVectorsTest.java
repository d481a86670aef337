package heliograph.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.Vectors;
import heliograph.tl.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every packet of `vectors/messages.tsv` opens, or is refused, as the file says.
class MessageVectorsTest {

  @TestFactory
  Stream<DynamicTest> packetsOpenOrAreRefused() throws IOException {
    List<String> lines = Vectors.lines("messages.tsv");
    AuthKey key = AuthKey.of(HexFormat.of().parseHex(lines.getFirst()));
    return lines.stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(fields ->
            DynamicTest.dynamicTest(
                fields[0] + " " + fields[1] + ", " + fields[2], () -> check(key, fields)));
  }

  private static void check(AuthKey key, String[] fields) {
    byte[] packet = HexFormat.of().parseHex(fields[3]);
    byte[] opened =
        fields[0].equals("1.0")
            ? OldMessageSeal.open(key, packet)
            : open(key, Sender.valueOf(fields[2]), packet);
    if (fields[4].equals("refused")) {
      assertThat(opened).isNull();
    } else {
      assertThat(opened).isEqualTo(HexFormat.of().parseHex(fields[4]));
    }
  }

  private static byte @Nullable [] open(AuthKey key, Sender sender, byte[] packet) {
    if (!MessageSeal.open(key, sender, packet, 0, packet.length)) {
      return null;
    }
    int length = Bytes.getInt(packet, MessageSeal.OVERHEAD + MessageSeal.HEADER - 4);
    int end = MessageSeal.OVERHEAD + MessageSeal.HEADER + length;
    return Arrays.copyOfRange(packet, MessageSeal.OVERHEAD, end);
  }
}
