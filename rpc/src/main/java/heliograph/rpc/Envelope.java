package heliograph.rpc;

import heliograph.core.Refusal;
import heliograph.core.auth.ClientDescription;
import heliograph.tl.Gzip;
import heliograph.tl.TlException;
import heliograph.tl.TlReader;
import heliograph.tl.api.Api;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The wrappers around a call, taken off: in any order, any nesting, compressed anywhere.
///
/// Wrappers are read by hand because compressed data may stand wherever a query may. The first pass
/// runs on an event loop and stops where something is compressed; [#inflate] goes on from there on
/// a thread that may take its time. How many wrappers there are and what they expand to is bounded.
///
/// @see <a href="https://core.telegram.org/api/invoking">api/invoking</a>
final class Envelope {
  /// Wrappers around one call. Real clients nest four.
  static final int MAX_WRAPPERS = 12;

  /// Calls that one call may wait for.
  static final int MAX_DEPENDENCIES = 64;

  /// What one call may expand to, all its layers of compression together.
  private static final int MAX_EXPANDED = 1 << 20;

  private static final int INVOKE_WITH_LAYER = 0xda9b0d0d;
  private static final int INIT_CONNECTION = 0xc1cd5ea9;
  private static final int INVOKE_AFTER_MSG = 0xcb9f372d;
  private static final int INVOKE_AFTER_MSGS = 0x3dc4b4f0;
  private static final int INVOKE_WITHOUT_UPDATES = 0xbf9459b7;
  private static final int GZIP_PACKED = 0x3072cfa1;

  private static final int HAS_PROXY = 1;
  private static final int HAS_PARAMS = 2;
  private static final long[] NONE = {};

  private TlReader rest;
  private int wrappers;
  private int layer;
  private @Nullable ClientDescription client;
  private long[] after = NONE;
  private boolean withoutUpdates;
  private byte @Nullable [] packed;

  private Envelope(TlReader rest) {
    this.rest = rest;
  }

  /// Takes wrappers off up to the call itself or to something compressed.
  static Envelope open(byte[] body, int layer) {
    Envelope envelope = new Envelope(new TlReader(body, layer));
    envelope.unwrap();
    return envelope;
  }

  /// Whether [#inflate] has to be called before [#query].
  boolean compressed() {
    return packed != null;
  }

  /// Expands what is compressed, and goes on.
  void inflate() {
    int budget = MAX_EXPANDED;
    while (packed != null) {
      byte[] plain = Gzip.unpack(packed, budget);
      budget -= plain.length;
      packed = null;
      countWrapper();
      rest = new TlReader(plain, rest.layer());
      unwrap();
    }
  }

  /// What is left: the method's own id and fields.
  TlReader query() {
    return rest;
  }

  /// The layer named by the client, or 0.
  int layer() {
    return layer;
  }

  /// What the client said of itself, if it did.
  @Nullable ClientDescription client() {
    return client;
  }

  /// Message ids of the calls that have to succeed before this one.
  long[] after() {
    return after;
  }

  boolean withoutUpdates() {
    return withoutUpdates;
  }

  private void unwrap() {
    while (unwrapOne()) {
      countWrapper();
    }
  }

  private void countWrapper() {
    if (++wrappers > MAX_WRAPPERS) {
      throw new TlException("more than " + MAX_WRAPPERS + " wrappers");
    }
  }

  private boolean unwrapOne() {
    switch (rest.peekInt()) {
      case INVOKE_WITH_LAYER -> {
        rest.skip(4);
        layer = rest.readInt();
        rest.layer(layer);
      }
      case INIT_CONNECTION -> {
        rest.skip(4);
        client = readClient(rest);
      }
      case INVOKE_AFTER_MSG -> {
        rest.skip(4);
        addDependency(rest.readLong());
      }
      case INVOKE_AFTER_MSGS -> {
        rest.skip(4);
        rest.readLongs().forEach(this::addDependency);
      }
      case INVOKE_WITHOUT_UPDATES -> {
        rest.skip(4);
        withoutUpdates = true;
      }
      case GZIP_PACKED -> {
        rest.skip(4);
        packed = rest.readBytes();
        return false;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void addDependency(long msgId) {
    if (after.length == MAX_DEPENDENCIES) {
      throw Refusal.MSG_WAIT_FAILED.exception();
    }
    after = Arrays.copyOf(after, after.length + 1);
    after[after.length - 1] = msgId;
  }

  private static ClientDescription readClient(TlReader in) {
    int flags = in.readInt();
    var client =
        new ClientDescription(
            in.readInt(),
            cut(in.readString()),
            cut(in.readString()),
            cut(in.readString()),
            cut(in.readString()),
            cut(in.readString()),
            cut(in.readString()));
    if ((flags & HAS_PROXY) != 0) {
      var _ = Api.readObject(in);
    }
    if ((flags & HAS_PARAMS) != 0) {
      var _ = Api.readObject(in);
    }
    return client;
  }

  /// These texts are kept for as long as the key is.
  private static String cut(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64);
  }
}
