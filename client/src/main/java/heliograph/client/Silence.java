package heliograph.client;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Notices that a server says nothing any more, and gives up the connection. A server that was asked something says within a second
/// at least that it has heard; if nothing comes for long, the connection is gone, though nobody said so. Used on the link's
/// event loop.
final class Silence {
  /// A call has time for another connection or two.
  private static final int SHARE = 3;

  private final EventLoop loop;
  private final long patienceMillis;
  private @Nullable Socket watched;
  private long askedNanos;
  private long heardNanos;

  /// @param callTime how long a call may take
  Silence(EventLoop loop, Duration callTime) {
    this.loop = loop;
    this.patienceMillis = callTime.toMillis() / SHARE;
  }

  /// The server is asked something over a connection.
  void after(Socket asked) {
    askedNanos = System.nanoTime();
    if (asked != watched) {
      watched = asked;
      listen(asked);
    }
  }

  /// The server has said something.
  void broken() {
    heardNanos = System.nanoTime();
  }

  /// The connection is gone.
  void over() {
    watched = null;
  }

  private void listen(Socket socket) {
    long since = askedNanos;
    var _ =
        loop.schedule(
            () -> {
              if (socket != watched) {
                return;
              }
              if (heardNanos - since < 0) {
                socket.close();
              } else if (askedNanos - heardNanos > 0) {
                listen(socket);
              } else {
                watched = null;
              }
            },
            patienceMillis,
            TimeUnit.MILLISECONDS);
  }
}
