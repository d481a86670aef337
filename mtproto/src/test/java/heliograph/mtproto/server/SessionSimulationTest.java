package heliograph.mtproto.server;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both ends of the message layer over a network that loses, doubles, mixes up and breaks, with restarts of the server, changing
/// salts and wrong clocks. The seed is the parameter: a failure names it.
class SessionSimulationTest {

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyCallRunsAtMostOnceAndEndsExactlyOnce(long seed) {
    SessionWorld world = new SessionWorld(seed, 3);
    for (int i = 0; i < 1500; i++) {
      world.step();
    }
    world.settle();
  }
}
