package heliograph.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// TDLib's shared library with our server's key in the place of its own: the key is a literal PEM in
/// it, and a PEM of the same length can stand there.
final class PatchedTdlib {
  private static final byte[] BEGIN =
      "-----BEGIN RSA PUBLIC KEY-----\n".getBytes(StandardCharsets.US_ASCII);

  private PatchedTdlib() {}

  /// Writes the patched copy of `original` to `copy`.
  static void write(Path original, Path copy, String pem) throws IOException {
    var library = Files.readAllBytes(original);
    var ours = (pem + "\n").getBytes(StandardCharsets.US_ASCII);
    int replaced = 0;
    for (int at = indexOf(library, BEGIN, 0); at >= 0; at = indexOf(library, BEGIN, at + 1)) {
      int end = at;
      while (library[end] != 0) {
        end++;
      }
      var theirs = new String(library, at, end - at, StandardCharsets.US_ASCII).stripTrailing();
      if (theirs.length() == ours.length - 1) {
        System.arraycopy(ours, 0, library, at, ours.length - 1);
        replaced++;
      }
    }
    if (replaced == 0) {
      throw new IOException("found no key of " + (ours.length - 1) + " characters in " + original);
    }
    Files.write(copy, library);
  }

  private static int indexOf(byte[] text, byte[] wanted, int from) {
    outer:
    for (int at = from; at <= text.length - wanted.length; at++) {
      for (int i = 0; i < wanted.length; i++) {
        if (text[at + i] != wanted[i]) {
          continue outer;
        }
      }
      return at;
    }
    return -1;
  }
}
