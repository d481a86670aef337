package heliograph.core.mailbox;

import heliograph.core.UserId;
import heliograph.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/// Whose turn it is to write to a mailbox: the commands that wait for each, and whether somebody runs them now. Safe for threads.
final class Turns {
  /// How many commands may wait for one mailbox.
  private static final int MAX_WAITING = 8192;

  private static final int MAX_TOGETHER = 128;

  private static final class Waiting {
    final Queue<Command<?>> commands = new ArrayDeque<>(4);
    boolean writing;
  }

  /// A mailbox is a key here as long as something waits for it or somebody writes to it.
  private final ConcurrentHashMap<UserId, Waiting> waiting = new ConcurrentHashMap<>();

  void enqueue(UserId owner, Command<?> command) {
    waiting.compute(
        owner,
        (_, present) -> {
          Waiting queue = present == null ? new Waiting() : present;
          if (queue.commands.size() >= MAX_WAITING) {
            throw new StoreException(
                StoreException.Reason.BUSY, "Too many commands wait for one mailbox");
          }
          queue.commands.add(command);
          return queue;
        });
  }

  /// Makes the caller the writer of a mailbox in which something waits. False if there is a writer, or nothing to do.
  boolean claim(UserId owner) {
    boolean[] claimed = {false};
    waiting.computeIfPresent(
        owner,
        (_, queue) -> {
          claimed[0] = !queue.writing;
          queue.writing = true;
          return queue;
        });
    return claimed[0];
  }

  /// Takes the commands to run next; none if the mailbox is idle now and has no writer any more.
  List<Command<?>> take(UserId owner) {
    List<Command<?>> taken = new ArrayList<>();
    waiting.computeIfPresent(
        owner,
        (_, queue) -> {
          while (taken.size() < MAX_TOGETHER && !queue.commands.isEmpty()) {
            taken.add(queue.commands.remove());
          }
          return taken.isEmpty() ? null : queue;
        });
    return taken;
  }

  /// The writer goes; true if something is left for another to do.
  boolean release(UserId owner) {
    Waiting left =
        waiting.computeIfPresent(
            owner,
            (_, queue) -> {
              queue.writing = false;
              return queue.commands.isEmpty() ? null : queue;
            });
    return left != null;
  }
}
