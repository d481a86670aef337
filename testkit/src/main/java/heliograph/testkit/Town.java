package heliograph.testkit;

import heliograph.client.ClientOptions;
import heliograph.client.Loops;
import heliograph.client.SavedSession;
import java.util.ArrayList;
import java.util.List;

/// A server with people on it, all of whom leave when it is closed.
public final class Town implements AutoCloseable {
  private final TestServer server;
  private final Loops loops = new Loops(1);
  private final List<Device> devices = new ArrayList<>();

  /// A town whose server is closed along with it.
  public Town(TestServer server) {
    this.server = server;
  }

  /// Its server.
  public TestServer server() {
    return server;
  }

  /// The event loops of everybody's devices.
  public Loops loops() {
    return loops;
  }

  /// How a device connects that knows nothing yet.
  public ClientOptions fresh() {
    return ClientOptions.of(server.address()).with(SavedSession.inMemory());
  }

  /// Signs somebody up.
  public Device signUp(String firstName) {
    return signUp(firstName, fresh());
  }

  /// Signs somebody up.
  ///
  /// @param options with the place where the log-in is kept
  public Device signUp(String firstName, ClientOptions options) {
    return living(Device.signUp(options, loops, server.invite(), firstName));
  }

  /// Logs somebody in on another device.
  public Device logInElsewhere(Device device) {
    return logInElsewhere(device, fresh());
  }

  /// Logs somebody in on another device.
  ///
  /// @param options with the place where the log-in is kept
  public Device logInElsewhere(Device device, ClientOptions options) {
    return living(device.logInElsewhere(options, loops));
  }

  /// Opens a device again whose log-in was kept.
  public Device openAgain(Device device, ClientOptions options) {
    return living(device.openAgain(options, loops));
  }

  private Device living(Device device) {
    devices.add(device);
    return device;
  }

  @Override
  public void close() {
    devices.forEach(Device::close);
    loops.close();
    server.close();
  }
}
