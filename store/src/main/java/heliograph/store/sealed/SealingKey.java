package heliograph.store.sealed;

import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// The 256-bit key of a sealed store, kept in a file as 64 hexadecimal digits.
public final class SealingKey {
  static final int LENGTH = 32;

  private final byte[] bytes;

  private SealingKey(byte[] bytes) {
    this.bytes = bytes;
  }

  public static SealingKey of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("A sealing key has " + LENGTH + " bytes");
    }
    return new SealingKey(bytes.clone());
  }

  /// Reads the key from its file.
  public static SealingKey read(Path file) {
    try {
      return of(HexFormat.of().parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip()));
    } catch (IOException e) {
      throw new StoreException(
          Reason.WRONG_KEY, "The sealing key can not be read from " + file + ": " + e, e);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          Reason.WRONG_KEY, file + " does not hold a sealing key: 64 hexadecimal digits", e);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "SealingKey";
  }
}
