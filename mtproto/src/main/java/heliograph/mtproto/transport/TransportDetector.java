package heliograph.mtproto.transport;

import heliograph.tl.Bytes;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Tells by the first bytes of a connection to the server which protocol it speaks.
///
/// | first bytes | protocol |
/// |---|---|
/// | `ef` | abridged |
/// | `ee ee ee ee`, `dd dd dd dd` | intermediate, padded intermediate |
/// | an HTTP method | HTTP or WebSocket |
/// | `16 03`, a length, `01` | TLS |
/// | 4 bytes of length, 4 zeros | full: its first sequence number is 0 |
/// | anything else | 64 bytes of obfuscation, whose decrypted tag must fit |
///
/// Clients never begin an obfuscated connection with what looks like one of the others.
/// Reference: mtproto/mtproto-transports.
public final class TransportDetector {

  /// The most bytes that a decision takes.
  public static final int MOST_NEEDED = Obfuscation.OPENING;

  private static final Detection NEED_MORE = new Detection.NeedMore();
  private static final Detection UNKNOWN = new Detection.Unknown();

  private static final int TLS_HEAD = 6;
  private static final int TLS_HANDSHAKE = 0x16;
  private static final int TLS_CLIENT_HELLO = 1;
  private static final int MAX_TLS_RECORD = 1 << 14;

  private static final List<Framing> FRAMINGS_IN_TAGS =
      List.of(Framing.ABRIDGED, Framing.INTERMEDIATE, Framing.PADDED);
  private static final List<String> METHODS =
      List.of("GET ", "POST", "HEAD", "PUT ", "OPTI", "DELE", "PATC", "CONN", "TRAC", "PRI ");

  private final List<ProxySecret> secrets;
  private final boolean open;
  private final RandomGenerator padding;

  /// @param secrets the proxy secrets to let in
  /// @param open whether connections without a proxy secret are let in too
  /// @param padding where the transports' padding is drawn from
  public TransportDetector(List<ProxySecret> secrets, boolean open, RandomGenerator padding) {
    this.secrets = List.copyOf(secrets);
    this.open = open;
    this.padding = padding;
  }

  /// Decides on the bytes received so far, `[from, to)` of `data`, from the connection's very first on.
  public Detection detect(byte[] data, int from, int to) {
    int size = to - from;
    if (size == 0) {
      return NEED_MORE;
    }
    if ((data[from] & 0xff) == 0xef) {
      return plain(Framing.ABRIDGED);
    }
    if (size < Integer.BYTES) {
      return NEED_MORE;
    }
    int head = Bytes.getInt(data, from);
    if (head == Framing.INTERMEDIATE.tag) {
      return plain(Framing.INTERMEDIATE);
    }
    if (head == Framing.PADDED.tag) {
      return plain(Framing.PADDED);
    }
    if (isHttp(head)) {
      return new Detection.Http();
    }
    if (size < 2 * Integer.BYTES) {
      return NEED_MORE;
    }
    if (isTls(data, from)) {
      return new Detection.Tls();
    }
    if (Bytes.getInt(data, from + Integer.BYTES) == 0) {
      return plain(Framing.FULL);
    }
    return size < MOST_NEEDED ? NEED_MORE : obfuscated(data, from);
  }

  /// Whether these bytes would be taken for something else than an obfuscated connection.
  static boolean looksOpen(byte[] opening) {
    int head = Bytes.getInt(opening, 0);
    return (opening[0] & 0xff) == 0xef
        || head == Framing.INTERMEDIATE.tag
        || head == Framing.PADDED.tag
        || isHttp(head)
        || (head & 0xffff) == (TLS_HANDSHAKE | 0x03 << 8)
        || Bytes.getInt(opening, Integer.BYTES) == 0;
  }

  private Detection plain(Framing framing) {
    if (!open) {
      return UNKNOWN;
    }
    return new Detection.Mtproto(Transport.server(framing, null, padding), framing.openingLength);
  }

  private Detection obfuscated(byte[] data, int from) {
    Detection found = open ? obfuscated(data, from, null) : UNKNOWN;
    for (int i = 0; i < secrets.size() && found instanceof Detection.Unknown; i++) {
      found = obfuscated(data, from, secrets.get(i));
    }
    return found;
  }

  private Detection obfuscated(byte[] data, int from, @Nullable ProxySecret secret) {
    Obfuscation.Opening opening = Obfuscation.read(data, from, secret);
    for (Framing framing : FRAMINGS_IN_TAGS) {
      if (framing.tag == opening.tag()) {
        Transport transport = Transport.server(framing, opening.streams(), padding);
        return new Detection.Mtproto(transport, Obfuscation.OPENING);
      }
    }
    return UNKNOWN;
  }

  private static boolean isHttp(int head) {
    for (String method : METHODS) {
      if (head
          == (method.charAt(0)
              | method.charAt(1) << 8
              | method.charAt(2) << 16
              | method.charAt(3) << 24)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTls(byte[] data, int from) {
    int length = ((data[from + 3] & 0xff) << 8) | (data[from + 4] & 0xff);
    return data[from] == TLS_HANDSHAKE
        && data[from + 1] == 3
        && data[from + 2] <= 4
        && length <= MAX_TLS_RECORD
        && data[from + TLS_HEAD - 1] == TLS_CLIENT_HELLO;
  }
}
