package heliograph.edge;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.edge.Exits.Reason;
import heliograph.testkit.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whom a front may speak for that stands before the server (the PROXY protocol).
@ExtendWith(Watcher.class)
final class FrontsTest {
  @Test
  void believesATrustedFrontAndCountsWhomItNames() throws IOException {
    try (OpenEdge edge = OpenEdge.trusting(OpenEdge.limits(100, 1, 5000));
        Wire one = fronted(edge, "PROXY TCP4 192.0.2.7 192.0.2.1 5000 443\r\n")) {
      Caller caller = Caller.meet(one);
      try (Wire two = fronted(edge, "PROXY TCP6 2001:db8::7 2001:db8::1 5000 443\r\n")) {
        Caller.meet(two).call(two, 8);
      }
      try (Socket neighbour = edge.begun(bytes("PROXY TCP4 192.0.2.8 192.0.2.1 5000 443\r\n"))) {
        assertThat(OpenEdge.closed(neighbour)).isTrue();
      }
      try (Socket socket = edge.begun(second(InetAddress.ofLiteral("198.51.100.9")))) {
        Wire three = OpenEdge.wire(socket);
        Caller.meet(three).call(three, 8);
      }
      caller.call(one, 8);
      try (Wire itself = edge.wire()) {
        Caller.meet(itself).call(itself, 8);
      }
      assertThat(edge.messenger.origins)
          .containsExactly(
              InetAddress.ofLiteral("2001:db8::7"),
              InetAddress.ofLiteral("198.51.100.9"),
              InetAddress.ofLiteral("192.0.2.7"),
              InetAddress.getLoopbackAddress());
      try (Socket broken = edge.begun(bytes("PROXY NOTHING OF THE KIND\r\n"))) {
        assertThat(OpenEdge.closed(broken)).isTrue();
      }
    }
  }

  @Test
  void closesAFrontThatStopsInsideItsHeader() throws IOException {
    try (OpenEdge edge = OpenEdge.trusting(OpenEdge.HASTY);
        Socket socket = edge.begun(bytes("PROXY TCP4 192.0.2.7 192."))) {
      assertThat(OpenEdge.closed(socket)).isTrue();
      assertThat(edge.exits(Reason.TIMED_OUT)).isEqualTo(1);
    }
  }

  @Test
  void doesNotBelieveWhoIsNotTrusted() throws IOException {
    byte[] padding = new byte[64];
    try (OpenEdge edge = OpenEdge.with(OpenEdge.WIDE)) {
      for (byte[] header :
          List.of(
              bytes("PROXY TCP4 192.0.2.7 192.0.2.1 5000 443\r\n"),
              second(InetAddress.ofLiteral("192.0.2.7")))) {
        try (Socket socket = edge.begun(header)) {
          socket.getOutputStream().write(padding);
          assertThat(OpenEdge.closed(socket)).isTrue();
        }
      }
      assertThat(edge.exits(Reason.GARBAGE)).isEqualTo(2);
    }
  }

  private static Wire fronted(OpenEdge edge, String header) throws IOException {
    return OpenEdge.wire(edge.begun(bytes(header)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// A header of the PROXY protocol's second version.
  private static byte[] second(InetAddress origin) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(bytes("\r\n\r\n\0\r\nQUIT\n"));
    header.writeBytes(new byte[] {0x21, 0x11, 0, 12});
    header.writeBytes(origin.getAddress());
    header.writeBytes(new byte[] {(byte) 192, 0, 2, 1, 0x13, (byte) 0x88, 1, (byte) 0xbb});
    return header.toByteArray();
  }
}
