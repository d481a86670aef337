package heliograph.store.rocks;

import heliograph.store.PartitionStore;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process that commits to ledgers as fast as it can until it is killed, and writes to its output the number of the
/// ledger and the version of every commit that was acknowledged.
final class LedgerProcess {
  static final int WRITERS = 24;

  private LedgerProcess() {}

  static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LedgerProcess.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static void main(String[] args) throws Exception {
    PartitionStore store =
        RocksPartitionStore.open(Path.of(args[0]), RocksOptions.DEFAULT.withMemtableBytes(1 << 20));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      int writer = w;
      writers.add(Thread.startVirtualThread(() -> write(store, writer, out)));
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private static void write(PartitionStore store, int writer, DataOutputStream out) {
    Ledger ledger = new Ledger(writer);
    long version = store.version(ledger.partition());
    try {
      while (true) {
        ledger.commit(store, version);
        version++;
        synchronized (out) {
          out.writeInt(writer);
          out.writeInt((int) version);
          out.flush();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Nobody listens", e);
    }
  }

  /// Reads what is written until the end, and gives it to whoever counts.
  static void acknowledgements(InputStream in, long[] versions, Runnable each) throws IOException {
    byte[] pair = new byte[2 * Integer.BYTES];
    while (in.readNBytes(pair, 0, pair.length) == pair.length) {
      ByteBuffer numbers = ByteBuffer.wrap(pair);
      versions[numbers.getInt()] = numbers.getInt();
      each.run();
    }
  }
}
