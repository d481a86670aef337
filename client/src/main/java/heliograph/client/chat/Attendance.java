package heliograph.client.chat;

import heliograph.client.Client;
import heliograph.client.ConnectionLostException;
import heliograph.client.RpcException;
import heliograph.tl.api.account.UpdateStatus;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Tells the server that somebody sits at the terminal: now, every minute or two because one word of it is good for a few minutes
/// only, and after each reconnection because a server that was started anew has forgotten it.
final class Attendance implements AutoCloseable {
  private static final int AGAIN_SECONDS = 120;

  private final Client client;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("attendance").factory());

  private Attendance(Client client) {
    this.client = client;
  }

  static Attendance begin(Client client) {
    Attendance here = new Attendance(client);
    var _ = here.timer.scheduleWithFixedDelay(here::tell, 0, AGAIN_SECONDS, TimeUnit.SECONDS);
    return here;
  }

  /// Says it; whether it arrives shows in what others see, not here.
  void tell() {
    var _ = client.callAsync(new UpdateStatus(false));
  }

  /// The person leaves.
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      var _ = client.call(new UpdateStatus(true));
    } catch (RpcException | ConnectionLostException unheard) {
      // The server finds it out by itself in a few minutes.
    }
  }
}
