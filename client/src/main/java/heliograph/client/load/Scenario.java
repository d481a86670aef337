package heliograph.client.load;

import java.util.List;

/// One measurement against a running server.
@FunctionalInterface
interface Scenario {
  List<Figure> run(Bench bench) throws InterruptedException;
}
