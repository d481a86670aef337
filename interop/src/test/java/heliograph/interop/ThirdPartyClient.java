package heliograph.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One third-party client in a process of its own, driven over the line protocol of
/// `clients/driver.mjs`. Calls are made one at a time; events may be awaited at any time and each is
/// given to one waiter only.
final class ThirdPartyClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String name;
  private final Process process;
  private final BufferedWriter commands;
  private final List<JsonNode> events = new ArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Thread outputReader;
  private final Thread errorReader;
  private @Nullable JsonNode answer;
  private boolean ended;
  private int lastId;

  ThirdPartyClient(String name, ProcessBuilder builder) throws IOException {
    this.name = name;
    this.process = builder.start();
    this.commands = process.outputWriter(UTF_8);
    this.outputReader = Thread.ofVirtual().start(() -> readOutput(process.inputReader(UTF_8)));
    this.errorReader = Thread.ofVirtual().start(() -> readErrors(process.errorReader(UTF_8)));
    awaitEvent("started", event -> true);
  }

  String name() {
    return name;
  }

  /// What the client wrote to standard error so far.
  String errorOutput() {
    return String.join("\n", errors);
  }

  /// Runs one command and returns what it answered; a failed one fails the test.
  synchronized JsonNode call(String verb, Map<String, ?> arguments) {
    try {
      var line = JSON.createObjectNode();
      line.put("id", ++lastId);
      line.put("do", verb);
      arguments.forEach((key, value) -> line.set(key, JSON.valueToTree(value)));
      answer = null;
      commands.write(JSON.writeValueAsString(line));
      commands.newLine();
      commands.flush();
      var end = System.nanoTime() + PATIENCE.toNanos();
      while (answer == null && !ended) {
        waitUntil(end, verb);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " has gone\n" + errors, e);
    }
    var got = answer;
    if (got == null) {
      throw new AssertionError("%s ended during %s%n%s".formatted(name, verb, errors));
    }
    if (got.has("error")) {
      throw new AssertionError(
          "%s: %s %s failed: %s%n%s%n%s"
              .formatted(
                  name,
                  verb,
                  arguments,
                  got.get("error").asString(),
                  got.path("stack").asString(""),
                  errors));
    }
    return got.get("ok");
  }

  /// Waits for an event and takes it; one that came earlier counts.
  synchronized JsonNode awaitEvent(String event, Predicate<JsonNode> wanted) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (var it = events.iterator(); it.hasNext(); ) {
        var candidate = it.next();
        if (candidate.get("event").asString().equals(event) && wanted.test(candidate)) {
          it.remove();
          return candidate;
        }
      }
      if (ended) {
        throw new AssertionError(
            "%s ended before a wanted event '%s'%n%s".formatted(name, event, errors));
      }
      waitUntil(end, "event " + event + ", having seen " + events);
    }
  }

  /// How many events of that kind are waiting to be taken.
  synchronized long pending(String event, Predicate<JsonNode> wanted) {
    return events.stream()
        .filter(e -> e.get("event").asString().equals(event))
        .filter(wanted)
        .count();
  }

  @SuppressWarnings("WaitNotInLoop") // its callers loop
  private void waitUntil(long end, String what) {
    var millis = (end - System.nanoTime()) / 1_000_000;
    try {
      if (millis <= 0) {
        throw new TimeoutException();
      }
      wait(millis);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "%s: no answer to %s in %s%n%s".formatted(name, what, PATIENCE, errors), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void readOutput(BufferedReader output) {
    try {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        var message = JSON.readTree(line);
        synchronized (this) {
          if (message.has("event")) {
            events.add(message);
          } else {
            answer = message;
          }
          notifyAll();
        }
      }
    } catch (IOException e) {
      errors.add(e.toString());
    } finally {
      synchronized (this) {
        ended = true;
        notifyAll();
      }
    }
  }

  private void readErrors(BufferedReader output) {
    output.lines().forEach(errors::add);
  }

  void close() throws IOException, InterruptedException {
    commands.close();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    outputReader.join();
    errorReader.join();
  }
}
