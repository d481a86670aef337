package heliograph.mtproto.message;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.message.Outgoing.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketWriterTest {
  @Test
  void aPacketHasRoomForWhatIsSmallOnceItIsUnpacked() {
    Outgoing small = new Outgoing(Kind.ANSWER, 1, new byte[100]);
    Outgoing packed = new Outgoing(Kind.ANSWER, 2, new byte[100], 10 << 20);

    assertThat(PacketWriter.fitting(List.of(small, small, small))).isEqualTo(3);
    assertThat(PacketWriter.fitting(List.of(small, packed, small))).isEqualTo(1);
    assertThat(PacketWriter.fitting(List.of(packed, packed)))
        .as("what is too large for any packet goes alone")
        .isEqualTo(1);
  }
}
