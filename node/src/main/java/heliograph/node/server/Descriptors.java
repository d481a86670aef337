package heliograph.node.server;

import com.sun.management.UnixOperatingSystemMXBean;
import heliograph.edge.Limits;
import java.lang.management.ManagementFactory;

/// The descriptors that the system lets this process have, which bound how many connections it can take.
final class Descriptors {

  /// What the program itself opens: the files of the store, libraries, threads' event queues, the control socket.
  static final int RESERVED = 512;

  private Descriptors() {}

  /// The limits with no more connections than there are descriptors for.
  static Limits bound(Limits limits) {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return limits;
    }
    int possible = connections(unix.getMaxFileDescriptorCount());
    return limits.withConnections(Math.min(possible, limits.connections()));
  }

  /// How many connections so many descriptors are enough for; half of them where there are very few.
  static int connections(long descriptors) {
    long possible = Math.max(descriptors - RESERVED, descriptors / 2);
    return Math.clamp(possible, 1, Integer.MAX_VALUE);
  }
}
