package heliograph.client;

import java.time.Duration;

/// How a client connects.
///
/// @param saved where the log-in is kept
/// @param timeout how long the first connection and each blocking call may take, reconnections included
public record ClientOptions(
    ServerAddress server, Carrier carrier, Device device, SavedSession saved, Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /// Plain intermediate transport, newest layer, a log-in that is kept as long as the process lives.
  public static ClientOptions of(ServerAddress server) {
    return new ClientOptions(
        server,
        Carrier.INTERMEDIATE,
        Device.here("Heliograph client"),
        SavedSession.inMemory(),
        TIMEOUT);
  }

  /// The same with another transport.
  public ClientOptions with(Carrier other) {
    return new ClientOptions(server, other, device, saved, timeout);
  }

  /// The same with another description of itself.
  public ClientOptions with(Device other) {
    return new ClientOptions(server, carrier, other, saved, timeout);
  }

  /// The same with the log-in kept elsewhere.
  public ClientOptions with(SavedSession other) {
    return new ClientOptions(server, carrier, device, other, timeout);
  }

  /// The same with another limit for each call.
  public ClientOptions with(Duration other) {
    return new ClientOptions(server, carrier, device, saved, other);
  }
}
