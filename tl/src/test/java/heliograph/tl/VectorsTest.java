package heliograph.tl;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.tl.mt.Mt;
import heliograph.tl.mt.ResPQ;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorsTest {
  @Test
  void readsAndWritesTheDocumentedMessages() throws IOException {
    for (String line : lines()) {
      String[] words = line.split("\\s+", 4);
      byte[] bytes = HexFormat.of().parseHex(words[3].replace(" ", ""));
      TlReader reader = new TlReader(bytes, Layer.NEWEST);
      TlObject object = words[1].equals("method") ? Mt.readMethod(reader) : Mt.readObject(reader);
      reader.expectEnd();
      assertThat(object.tlName()).isEqualTo(words[2]);
      assertThat(object.toBytes(Layer.NEWEST)).isEqualTo(bytes);
    }
  }

  @Test
  void findsTheFieldsOfTheDocumentedResPq() throws IOException {
    String line =
        lines().stream().filter(text -> text.contains(" resPQ ")).findFirst().orElseThrow();
    byte[] bytes = HexFormat.of().parseHex(line.substring(line.lastIndexOf(' ') + 1));
    ResPQ resPq = ResPQ.read(new TlReader(bytes, Layer.NEWEST));
    assertThat(HexFormat.of().formatHex(resPq.nonce().toByteArray()))
        .isEqualTo("3e0549828cca27e966b301a48fece2fc");
    assertThat(HexFormat.of().formatHex(resPq.pq())).isEqualTo("17ed48941a08f981");
    assertThat(resPq.serverPublicKeyFingerprints()).containsExactly(0xc3b42b026ce86b21L);
  }

  private static List<String> lines() throws IOException {
    try (var in = VectorsTest.class.getResourceAsStream("/vectors/mtproto.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
