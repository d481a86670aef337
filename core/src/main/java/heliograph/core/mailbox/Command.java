package heliograph.core.mailbox;

import heliograph.core.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A command that waits for its mailbox, and its outcome.
final class Command<R extends @Nullable Object> {
  private final @Nullable Origin origin;
  private final Function<MailboxChange, R> body;
  private final CompletableFuture<R> outcome = new CompletableFuture<>();
  private @Nullable Runnable finish;

  Command(@Nullable Origin origin, Function<MailboxChange, R> body) {
    this.origin = origin;
    this.body = body;
  }

  /// Runs the command as a part of a batch. It may be run again, in another batch.
  void run(Batch batch) {
    MailboxChange change = new MailboxChange(batch, origin);
    try {
      if (origin != null && change.gone()) {
        // Rows that are written now would stay when the others are erased.
        throw Refusal.AUTH_KEY_UNREGISTERED.exception();
      }
      R result = body.apply(change);
      batch.absorb(change);
      finish = () -> outcome.complete(result);
    } catch (RuntimeException | Error e) {
      finish = () -> outcome.completeExceptionally(e);
    }
  }

  /// Tells whoever waits, once what the command did is durable.
  void finish() {
    if (finish == null) {
      throw new IllegalStateException("The command was not run");
    }
    finish.run();
  }

  void fail(Throwable cause) {
    outcome.completeExceptionally(cause);
  }

  boolean finished() {
    return outcome.isDone();
  }

  CompletableFuture<R> outcome() {
    return outcome;
  }

  R await() {
    try {
      return outcome.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
