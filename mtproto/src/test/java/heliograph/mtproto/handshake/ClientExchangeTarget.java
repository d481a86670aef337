package heliograph.mtproto.handshake;

import heliograph.mtproto.crypto.ServerKey;
import heliograph.tl.Bytes;
import heliograph.tl.Int128;
import heliograph.tl.mt.Mt;
import heliograph.tl.mt.ReqPqMulti;
import heliograph.tl.mt.ResPQ;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Whatever a false server answers, to the first question or to the second, a client makes no key of it.
public final class ClientExchangeTarget {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));
  private static final ServerKey KEY = ServerKey.generate(RANDOM);
  private static final byte[] PRODUCT = {
    0x17, (byte) 0xed, 0x48, (byte) 0x94, 0x1a, 8, (byte) 0xf9, (byte) 0x81
  };

  /// Takes what a fuzzer made up.
  public void take(byte[] body) {
    byte[] packet = Bytes.concat(new byte[UnsealedPacket.HEADER], body);
    Bytes.putInt(packet, UnsealedPacket.HEADER - Integer.BYTES, body.length);
    refuses(client(), body);
    refuses(client(), packet);
    if (body.length > 0
        && (body[0] & 0xff) < 4) { // the second question is sealed, which takes its time
      ClientKeyExchange asking = client();
      byte[] question = asking.start();
      ReqPqMulti asked =
          (ReqPqMulti) Mt.readMethod(UnsealedPacket.body(question, 0, question.length));
      ResPQ puzzle =
          new ResPQ(
              asked.nonce(), new Int128(3, 4), PRODUCT, List.of(KEY.publicKey().fingerprint()));
      byte[] answer = UnsealedPacket.of(1, puzzle);
      if (!(asking.receive(answer, 0, answer.length) instanceof ClientStep.Send)) {
        throw new AssertionError("an honest answer is refused");
      }
      refuses(asking, packet);
    }
  }

  private static ClientKeyExchange client() {
    return new ClientKeyExchange(
        KEY.publicKey(), ClientKeyExchange.Request.permanent(2), RANDOM, CLOCK);
  }

  private static void refuses(ClientKeyExchange client, byte[] packet) {
    if (client.receive(packet, 0, packet.length) instanceof ClientStep.Done) {
      throw new AssertionError("a key out of nothing");
    }
  }
}
