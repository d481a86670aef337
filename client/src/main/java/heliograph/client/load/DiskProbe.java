package heliograph.client.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// How long the disk takes to make an append of 4 KiB durable: what every stored message waits for at least once.
///
/// @param medianMicros half of the appends were quicker
/// @param p99Micros 99 in a hundred were
record DiskProbe(long medianMicros, long p99Micros) {
  private static final int APPENDS = 200;
  private static final int APPEND_BYTES = 4096;

  /// Measures in `folder`, which must be on the disk in question.
  static DiskProbe measure(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "fsync", ".probe");
    long[] micros = new long[APPENDS];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
      for (int i = 0; i < APPENDS; i++) {
        long start = System.nanoTime();
        channel.write(ByteBuffer.allocate(APPEND_BYTES));
        channel.force(false);
        micros[i] = (System.nanoTime() - start) / 1000;
      }
    }
    Arrays.sort(micros);
    return new DiskProbe(micros[APPENDS / 2], micros[APPENDS * 99 / 100]);
  }
}
