package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.client.ClientEvent;
import heliograph.mtproto.client.ClientSession;
import heliograph.mtproto.handshake.ClientKeyExchange;
import heliograph.mtproto.handshake.ClientKeyExchange.Request;
import heliograph.mtproto.handshake.NewAuthKey;
import heliograph.testkit.Handset;
import heliograph.testkit.Wire;
import heliograph.tl.Bytes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;

/// A client: makes a key, and then calls over whatever wire it has.
final class Caller {
  private static final int REQUEST = 0x7e57ca11;
  private final ClientSession session;

  private Caller(NewAuthKey made) {
    session =
        new ClientSession(made.key(), made.salt(), 0, InstantSource.system(), OpenEdge.RANDOM);
  }

  /// Makes a key over the wire.
  static Caller meet(Wire wire) {
    return new Caller(exchange(wire));
  }

  static NewAuthKey exchange(Wire wire) {
    return Handset.makeKey(wire, OpenEdge.KEY.publicKey(), Request.permanent(2));
  }

  static ClientKeyExchange newExchange() {
    return new ClientKeyExchange(
        OpenEdge.KEY.publicKey(), Request.permanent(2), OpenEdge.RANDOM, InstantSource.system());
  }

  /// Calls with so many random bytes, and checks that they come back.
  void call(Wire wire, int length) throws IOException {
    byte[] query = new byte[length];
    OpenEdge.RANDOM.nextBytes(query);
    Bytes.putInt(query, 0, REQUEST);
    long id = session.call(query);
    assertThat(answer(wire, id)).isEqualTo(query);
  }

  private byte[] answer(Wire wire, long id) throws IOException {
    flush(wire);
    while (true) {
      byte[] packet = Objects.requireNonNull(wire.receive());
      for (ClientEvent event : session.received(packet, 0, packet.length)) {
        if (event instanceof ClientEvent.Result(long callId, byte[] body) && callId == id) {
          return body;
        }
      }
      flush(wire);
    }
  }

  /// Calls, and counts the updates that come before the answer.
  int updatesBeforeAnswer(Wire wire) throws IOException {
    byte[] query = new byte[8];
    Bytes.putInt(query, 0, REQUEST);
    long id = session.call(query);
    flush(wire);
    int updates = 0;
    while (true) {
      byte[] packet = Objects.requireNonNull(wire.receive());
      for (ClientEvent event : session.received(packet, 0, packet.length)) {
        if (event instanceof ClientEvent.Update) {
          updates++;
        } else if (event instanceof ClientEvent.Result(long callId, byte[] _) && callId == id) {
          return updates;
        }
      }
    }
  }

  ClientSession session() {
    return session;
  }

  void flush(Wire wire) throws IOException {
    for (byte[] packet = session.flush(); packet != null; packet = session.flush()) {
      wire.send(packet);
    }
  }
}
