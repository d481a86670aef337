package heliograph.client.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process has spent, as `/proc` tells it (proc(5)).
record ServerProcess(Path proc) {
  /// The kernel counts CPU time for user space in hundredths of a second, whatever its own tick is.
  private static final long MICROS_PER_TICK = 10_000;

  private static final int UTIME_AFTER_NAME = 11;
  private static final int STIME_AFTER_NAME = 12;

  static ServerProcess of(long pid) {
    return new ServerProcess(Path.of("/proc", Long.toString(pid)));
  }

  /// CPU time of all threads so far, in user space and in the kernel.
  long cpuMicros() {
    return cpuMicros(read("stat"));
  }

  /// Resident memory.
  long residentBytes() {
    return residentBytes(read("status"));
  }

  static long cpuMicros(String stat) {
    // The second field is the program's name in parentheses, and may itself hold spaces and
    // parentheses.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks =
        Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[STIME_AFTER_NAME]);
    return ticks * MICROS_PER_TICK;
  }

  static long residentBytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no VmRSS in /proc/PID/status"));
  }

  private String read(String file) {
    try {
      return Files.readString(proc.resolve(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the server's process is gone: " + proc, e);
    }
  }
}
