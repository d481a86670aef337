package heliograph.client.load;

/// What the server and the generator spent between two moments.
///
/// @param serverMicros CPU time of the server
/// @param ownMicros CPU time of the generator
/// @param wallMicros time that passed
record Spending(long serverMicros, long ownMicros, long wallMicros) {

  /// The reading at one moment.
  record Start(ServerProcess server, ServerProcess self, long server0, long self0, long nanos0) {
    Spending soFar() {
      return new Spending(
          server.cpuMicros() - server0,
          self.cpuMicros() - self0,
          (System.nanoTime() - nanos0) / 1000);
    }
  }

  static Start start(ServerProcess server) {
    ServerProcess self = ServerProcess.of(ProcessHandle.current().pid());
    return new Start(server, self, server.cpuMicros(), self.cpuMicros(), System.nanoTime());
  }

  double serverSeconds() {
    return serverMicros / 1e6;
  }

  double wallSeconds() {
    return wallMicros / 1e6;
  }

  /// The generator's CPU time as a part of one processor, in percent.
  double ownPercent() {
    return 100.0 * ownMicros / wallMicros;
  }

  double serverPercent() {
    return 100.0 * serverMicros / wallMicros;
  }
}
