package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.edge.Exits.Reason;
import heliograph.testkit.Await;
import heliograph.testkit.Wire;
import heliograph.testkit.WireRefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What those get who do not keep to the protocol, or come in crowds.
@ExtendWith(Watcher.class)
final class StrangersTest {
  @Test
  void closesGarbageAtOnce() throws IOException {
    byte[] hello = {0x16, 3, 1, 0, 100, 1, 0, 0, 96, 3, 3};
    byte[] tooLong = {(byte) 0xef, 0x7f, 0, 0, 0x7f};
    byte[] wrongSum = new byte[24];
    wrongSum[0] = 24;
    byte[] notAQuery = new byte[42];
    notAQuery[0] = (byte) 0xef;
    notAQuery[1] = 10;
    byte[] noise = new byte[80];
    Arrays.fill(noise, (byte) 0x55);
    try (OpenEdge edge = OpenEdge.with(OpenEdge.WIDE)) {
      for (byte[] garbage : List.of(noise, hello, tooLong, wrongSum, notAQuery)) {
        try (Socket socket = edge.connect()) {
          socket.getOutputStream().write(garbage);
          assertThat(OpenEdge.closed(socket)).isTrue();
        }
      }
      Await.until(() -> edge.connections() == 0, "all have left");
      assertThat(edge.exits(Reason.GARBAGE)).isEqualTo(2);
      assertThat(edge.exits(Reason.BROKEN_FRAME)).isEqualTo(2);
      assertThat(edge.exits(Reason.REFUSED_EXCHANGE)).isEqualTo(1);
    }
  }

  @Test
  void closesWhoIsSilentOrSlow() throws IOException {
    try (OpenEdge edge = OpenEdge.with(OpenEdge.HASTY);
        Wire known = edge.wire()) {
      Caller caller = Caller.meet(known);
      caller.call(known, 8);
      List<Socket> silent = new ArrayList<>();
      for (String first :
          List.of("", "P", "12345678901", "GET / HT", "POST /api HTTP/1.1\r\nContent-Le")) {
        silent.add(edge.begun(first.getBytes(StandardCharsets.US_ASCII)));
      }
      silent.add(edge.begun(new byte[] {(byte) 0xef}));
      silent.add(edge.begun(new byte[] {(byte) 0xef, 10, 0, 0, 0}));
      Socket slow = edge.begun(new byte[] {(byte) 0xef, 40});
      slow.setSoTimeout(50);
      Socket exchanging = edge.connect();
      Wire strangers = OpenEdge.wire(exchanging);
      exchanging.setSoTimeout(50);
      assertThat(slowly(slow, () -> slow.getOutputStream().write(0))).isTrue();
      assertThat(slowly(exchanging, () -> strangers.send(Caller.newExchange().start()))).isTrue();
      for (Socket socket : silent) {
        socket.getInputStream().readAllBytes();
        socket.close();
      }
      slow.close();
      exchanging.close();
      assertThat(edge.exits(Reason.TIMED_OUT)).isGreaterThanOrEqualTo(silent.size() + 2);
      caller.call(known, 8);
      Await.until(() -> edge.connections() == 1, "all others have left");
    }
  }

  @Test
  void closesWhoIsKnownAndSilentToo() throws IOException {
    Limits hasty = new Limits(true, 100, 50, 5000, 5000, 64, 15, 60, 1, 1 << 20);
    try (OpenEdge edge = OpenEdge.with(hasty);
        Wire known = edge.wire()) {
      Caller.meet(known).call(known, 8);
      assertThatThrownBy(known::receive).isInstanceOf(EOFException.class);
      Await.until(() -> edge.connections() == 0, "the only one has left");
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /// Does a little whenever nothing comes for a while; true once the connection is closed, false if that does not happen.
  private static boolean slowly(Socket socket, Step step) throws IOException {
    for (int steps = 0; steps < 150; steps++) {
      try {
        step.run();
        byte[] answer = new byte[4096];
        while (true) {
          if (socket.getInputStream().read(answer) < 0) {
            return true;
          }
        }
      } catch (SocketTimeoutException e) {
        // Not closed yet.
      } catch (SocketException e) {
        return true;
      }
    }
    return false;
  }

  @Test
  void turnsAwayTooManyStrangersOfOneNetworkAndNobodyKnown() throws IOException {
    try (OpenEdge edge = OpenEdge.with(OpenEdge.limits(100, 2, 5000));
        Wire known = edge.wire()) {
      Caller caller = Caller.meet(known);
      caller.call(known, 8);
      Socket first = edge.connect();
      Socket second = edge.connect();
      Await.until(() -> edge.connections() == 3, "two strangers are in");
      try (Socket third = edge.connect()) {
        assertThat(OpenEdge.closed(third)).isTrue();
      }
      assertThat(edge.exits(Reason.CROWDED)).isEqualTo(1);
      caller.call(known, 8);
      first.close();
      Await.until(() -> edge.connections() == 2, "a stranger has left");
      try (Wire back = edge.wire()) {
        // Who comes back to a session that exists is known as well, and makes room.
        caller.session().connected();
        caller.call(back, 8);
        try (Wire next = edge.wire()) {
          Caller.meet(next).call(next, 8);
        }
      }
      second.close();
    }
  }

  @Test
  void takesSoManyConnectionsAndNoMore() throws IOException {
    try (OpenEdge edge = OpenEdge.with(OpenEdge.limits(2, 50, 5000));
        Wire known = edge.wire()) {
      Caller caller = Caller.meet(known);
      try (Socket _ = edge.connect()) {
        Await.until(() -> edge.connections() == 2, "two are in");
        try (Socket third = edge.connect()) {
          assertThat(OpenEdge.closed(third)).isTrue();
        }
        caller.call(known, 8);
      }
      Await.until(() -> edge.connections() == 1, "one has left");
      try (Wire next = edge.wire()) {
        Caller.meet(next).call(next, 8);
      }
    }
  }

  @Test
  void limitsTheKeyExchangesOfANetwork() throws IOException {
    try (OpenEdge edge = OpenEdge.with(OpenEdge.limits(100, 50, 1))) {
      try (Wire line = edge.wire();
          Wire late = edge.wire()) {
        Caller caller = Caller.meet(line);
        assertThatThrownBy(() -> Caller.meet(late))
            .cause()
            .isInstanceOfSatisfying(
                WireRefusedException.class, e -> assertThat(e.code()).isEqualTo(-429));
        assertThat(edge.exits(Reason.TOO_MANY_EXCHANGES)).isEqualTo(1);
        caller.call(line, 8);
      }
    }
    try (OpenEdge edge = OpenEdge.with(OpenEdge.limits(100, 50, 1).withRates(false))) {
      for (int i = 0; i < 3; i++) {
        try (Wire line = edge.wire()) {
          Caller.exchange(line);
        }
      }
    }
  }
}
