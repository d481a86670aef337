package heliograph.rpc.table;

import heliograph.tl.TlWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Writes the heads of wrappers, as clients put them before a call.
final class Wrapped {
  private Wrapped() {}

  static void layer(TlWriter out, int layer) {
    out.writeInt(0xda9b0d0d);
    out.writeInt(layer);
  }

  static void connection(TlWriter out) {
    out.writeInt(0xc1cd5ea9);
    out.writeInt(0);
    out.writeInt(4);
    for (String text : new String[] {"Bench", "Linux", "1.0", "en", "", "en"}) {
      out.writeString(text);
    }
  }

  static void after(TlWriter out, long msgId) {
    out.writeInt(0xcb9f372d);
    out.writeLong(msgId);
  }

  static void afterAll(TlWriter out, List<Long> msgIds) {
    out.writeInt(0x3dc4b4f0);
    out.writeLongs(msgIds);
  }

  static void withoutUpdates(TlWriter out) {
    out.writeInt(0xbf9459b7);
  }

  static byte[] gzip(byte[] body) {
    return packed(body, true);
  }

  /// What two real clients send in its place.
  static byte[] zlib(byte[] body) {
    return packed(body, false);
  }

  private static byte[] packed(byte[] body, boolean gzip) {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TlWriter out = new TlWriter(0);
    out.writeInt(0x3072cfa1);
    out.writeBytes(bytes.toByteArray());
    return out.toByteArray();
  }
}
