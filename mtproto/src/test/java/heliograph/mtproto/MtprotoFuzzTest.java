package heliograph.mtproto;

import com.code_intelligence.jazzer.junit.FuzzTest;
import heliograph.mtproto.client.ServerMessagesTarget;
import heliograph.mtproto.handshake.ClientExchangeTarget;
import heliograph.mtproto.handshake.ServerExchangeTarget;
import heliograph.mtproto.message.ContainerTarget;
import heliograph.mtproto.message.GzipTarget;
import heliograph.mtproto.server.PacketTarget;
import heliograph.mtproto.server.SealedMessagesTarget;
import heliograph.mtproto.transport.DetectorTarget;
import heliograph.mtproto.transport.FramingTarget;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Everything here that takes bytes from strangers. The first byte says which of the decoders gets the others.
class MtprotoFuzzTest {

  private static final List<Consumer<byte[]>> TARGETS =
      List.of(
          new DetectorTarget()::take,
          new FramingTarget()::take,
          new ContainerTarget()::take,
          new GzipTarget()::take,
          new PacketTarget()::take,
          new SealedMessagesTarget()::take,
          new ServerMessagesTarget()::take,
          new ServerExchangeTarget()::take,
          new ClientExchangeTarget()::take);

  @FuzzTest(maxDuration = "15s")
  void isTakenOrRefused(byte[] bytes) {
    if (bytes.length > 0) {
      Consumer<byte[]> target = TARGETS.get((bytes[0] & 0xff) % TARGETS.size());
      target.accept(Arrays.copyOfRange(bytes, 1, bytes.length));
    }
  }
}
