package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.mtproto.client.ClientEvent;
import heliograph.mtproto.client.ClientSession;
import heliograph.mtproto.crypto.Bytes;
import heliograph.mtproto.handshake.ClientKeyExchange;
import heliograph.mtproto.handshake.ClientKeyExchange.Request;
import heliograph.mtproto.handshake.ClientStep;
import heliograph.mtproto.handshake.NewAuthKey;
import java.io.IOException;
import java.time.InstantSource;

/// A client: makes a key, and then calls over whatever line it has.
final class Caller {
  private static final int REQUEST = 0x7e57ca11;
  private final ClientSession session;

  private Caller(NewAuthKey made) {
    session =
        new ClientSession(made.key(), made.salt(), 0, InstantSource.system(), OpenEdge.RANDOM);
  }

  /// Makes a key over the line.
  static Caller meet(Line line) throws IOException {
    return new Caller(exchange(line));
  }

  static NewAuthKey exchange(Line line) throws IOException {
    var exchange = newExchange();
    line.send(exchange.start());
    while (true) {
      byte[] answer = line.receive();
      switch (exchange.receive(answer, 0, answer.length)) {
        case ClientStep.Send(byte[] packet) -> line.send(packet);
        case ClientStep.Done(NewAuthKey made, int offset) -> {
          assertThat(offset).isBetween(-2, 2);
          return made;
        }
        case ClientStep.Failed(ClientStep.Failure reason) -> throw new AssertionError(reason);
      }
    }
  }

  static ClientKeyExchange newExchange() {
    return new ClientKeyExchange(
        OpenEdge.KEY.publicKey(), Request.permanent(2), OpenEdge.RANDOM, InstantSource.system());
  }

  /// Calls with so many random bytes, and checks that they come back.
  void call(Line line, int length) throws IOException {
    byte[] query = new byte[length];
    OpenEdge.RANDOM.nextBytes(query);
    Bytes.putInt(query, 0, REQUEST);
    long id = session.call(query);
    assertThat(answer(line, id)).isEqualTo(query);
  }

  private byte[] answer(Line line, long id) throws IOException {
    flush(line);
    while (true) {
      byte[] packet = line.receive();
      for (ClientEvent event : session.received(packet, 0, packet.length)) {
        if (event instanceof ClientEvent.Result(long callId, byte[] body) && callId == id) {
          return body;
        }
      }
      flush(line);
    }
  }

  /// Calls, and counts the updates that come before the answer.
  int updatesBeforeAnswer(Line line) throws IOException {
    byte[] query = new byte[8];
    Bytes.putInt(query, 0, REQUEST);
    long id = session.call(query);
    flush(line);
    int updates = 0;
    while (true) {
      byte[] packet = line.receive();
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

  void flush(Line line) throws IOException {
    for (byte[] packet = session.flush(); packet != null; packet = session.flush()) {
      line.send(packet);
    }
  }
}
