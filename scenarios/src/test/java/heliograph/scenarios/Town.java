package heliograph.scenarios;

import heliograph.client.ClientOptions;
import heliograph.client.Loops;
import heliograph.client.SavedSession;
import heliograph.testkit.Device;
import java.util.ArrayList;
import java.util.List;

/// A server with people on it, all of whom leave when it is closed.
final class Town implements AutoCloseable {
  private final TestServer server;
  private final Loops loops = new Loops(1);
  private final List<Device> devices = new ArrayList<>();

  /// A town whose server is closed along with it.
  Town(TestServer server) {
    this.server = server;
  }

  /// Its server.
  TestServer server() {
    return server;
  }

  /// The event loops of everybody's devices.
  Loops loops() {
    return loops;
  }

  /// How a device connects that knows nothing yet.
  ClientOptions fresh() {
    return ClientOptions.of(server.address()).with(SavedSession.inMemory());
  }

  /// Signs somebody up.
  Device signUp(String firstName) {
    return signUp(firstName, fresh());
  }

  /// Signs somebody up.
  ///
  /// @param options with the place where the log-in is kept
  Device signUp(String firstName, ClientOptions options) {
    return living(Device.signUp(options, loops, server.invite(), firstName));
  }

  /// Logs somebody in on another device.
  Device logInElsewhere(Device device) {
    return logInElsewhere(device, fresh());
  }

  /// Logs somebody in on another device.
  ///
  /// @param options with the place where the log-in is kept
  Device logInElsewhere(Device device, ClientOptions options) {
    return living(device.logInElsewhere(options, loops));
  }

  /// Opens a device again whose log-in was kept.
  Device openAgain(Device device, ClientOptions options) {
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
