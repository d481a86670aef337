package heliograph.client.load;

import java.util.function.Consumer;

/// What a scenario works with.
///
/// @param progress takes a line about what is being done
record Bench(Fleet fleet, ServerProcess server, LoadOptions options, Consumer<String> progress) {
  void say(String line) {
    progress.accept(line);
  }
}
