package heliograph.client.load;

import heliograph.client.Loops;
import heliograph.client.ServerAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/// Makes simulated devices, many at a time but never more than the server can take at once.
final class Fleet implements AutoCloseable {
  /// Key exchanges and log-ins under way at the same time.
  private static final int AT_ONCE = 32;

  private static final int EVENT_LOOPS = 1;

  private final Loops loops = new Loops(EVENT_LOOPS);
  private final Launcher launcher;
  private final ServerAddress server;
  private final Path data;

  /// @param data the server's data folder, through which invitations are made
  Fleet(Launcher launcher, ServerAddress server, Path data) {
    this.launcher = launcher;
    this.server = server;
    this.data = data;
  }

  Loops loops() {
    return loops;
  }

  ServerAddress server() {
    return server;
  }

  /// New accounts, each with one device that is connected.
  List<LoadClient> signUp(int count) {
    List<Launcher.Invite> invites = launcher.invite(data, count);
    return inParallel(
        count,
        i -> {
          Launcher.Invite invite = invites.get(i);
          LoadClient client = LoadClient.connect(loops, server, invite.number());
          client.signUp(invite);
          return client;
        });
  }

  /// A further device of an account.
  LoadClient logIn(LoadClient first) {
    LoadClient client = LoadClient.connect(loops, server, first.number());
    client.logIn(first);
    return client;
  }

  /// Does something `count` times, several at once, on virtual threads.
  <T> List<T> inParallel(int count, IntFunction<T> task) {
    Semaphore slots = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        slots.acquire();
        int index = i;
        futures.add(
            threads.submit(() -> {
              try {
                return task.apply(index);
              } finally {
                slots.release();
              }
            }));
      }
      List<T> results = new ArrayList<>(count);
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LoadException known) {
        throw known;
      }
      throw new LoadException("a simulated device failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    }
  }

  /// Does something again and again for so many seconds, `atOnce` at a time.
  ///
  /// @param task is told which of them does it
  /// @return how often it was done
  int repeat(int atOnce, int seconds, IntConsumer task) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    return inParallel(
            atOnce,
            i -> {
              int done = 0;
              while (System.nanoTime() < end) {
                task.accept(i);
                done++;
              }
              return done;
            })
        .stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  @Override
  public void close() {
    loops.close();
  }
}
