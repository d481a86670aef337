package heliograph.core.mailbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import heliograph.core.Records;
import heliograph.core.UserId;
import heliograph.core.due.DueWork;
import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import heliograph.store.StoreException;
import heliograph.tl.storage.TypeStoredDelivery;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All mailboxes, each with one writer at a time.
///
/// There are no threads of their own: whoever brings a command to a mailbox that nobody writes to becomes its writer,
/// until the own command is durable. Commands that arrive meanwhile wait, and are run and committed together: so one
/// mailbox takes far more commands than the disk takes commits, and a command to an idle mailbox changes no thread.
public final class Mailboxes {
  private static final int MAX_ATTEMPTS = 16;
  private static final int ERASED_TOGETHER = 10_000;
  private static final int OUTBOX_LIMIT = 100_000;
  private static final long STATES_BYTES = 64L << 20;
  private static final char FAMILY = 'u';
  private static final Logger LOG = LoggerFactory.getLogger(Mailboxes.class);

  private final PartitionStore store;
  private final Deliveries deliveries;
  private final InstantSource clock;
  private final Executor executor;
  private final DueWork due;
  private final List<MailboxNews.Listener> listeners = new CopyOnWriteArrayList<>();

  private final Turns turns = new Turns();

  private final Cache<UserId, MailboxState> states =
      Caffeine.newBuilder()
          .maximumWeight(STATES_BYTES)
          .weigher((UserId _, MailboxState state) -> state.weight())
          .executor(Runnable::run)
          .build();

  /// @param executor runs what nobody waits for, such as deliveries, on threads that may block
  public Mailboxes(
      PartitionStore store,
      Deliveries deliveries,
      InstantSource clock,
      Executor executor,
      DueWork due) {
    this.store = store;
    this.deliveries = deliveries;
    this.clock = clock;
    this.executor = executor;
    this.due = due;
    due.onDue(FAMILY, partition -> sweep(new UserId(partition.id())));
  }

  /// Tells the listener of every change from now on.
  public void listen(MailboxNews.Listener listener) {
    listeners.add(listener);
  }

  /// The durable rows of a mailbox.
  public MailboxReader read(UserId owner) {
    return new CommittedMailbox(store, owner);
  }

  /// The server's time in seconds.
  public int now() {
    return (int) (clock.millis() / 1000);
  }

  /// Runs a command on a mailbox and returns its result when all that it did is durable. If it throws, nothing happened.
  /// It may be run more than once, so it does nothing but change the mailbox, and it never calls this method.
  public <R extends @Nullable Object> R change(UserId owner, Function<MailboxChange, R> command) {
    return change(owner, null, command);
  }

  /// The same for a call from one of the owner's sessions, which is not told what it hears in the answer.
  public <R extends @Nullable Object> R change(
      UserId owner, @Nullable Origin origin, Function<MailboxChange, R> body) {
    Command<R> command = new Command<>(origin, body);
    turns.enqueue(owner, command);
    write(owner, command);
    return command.await();
  }

  /// Runs a command that has nothing to return.
  public void alter(UserId owner, Consumer<MailboxChange> command) {
    alter(owner, null, command);
  }

  /// The same for a call from one of the owner's sessions.
  public void alter(UserId owner, @Nullable Origin origin, Consumer<MailboxChange> command) {
    change(
        owner,
        origin,
        change -> {
          command.accept(change);
          return null;
        });
  }

  /// Erases the rows of an account that is gone; see [MailboxChange#leave].
  public void erase(UserId owner) {
    boolean done = false;
    while (!done) {
      done = change(owner, change -> change.erase(ERASED_TOGETHER));
    }
  }

  /// Delivers again what was on its way when the server stopped. To be called before the first command.
  public void recover() {
    due.workAhead(FAMILY, Batch.DUE_AFTER_MILLIS);
  }

  /// Does what is due in a mailbox: clears the outbox if its owner has fallen silent, delivers again what was not
  /// applied, goes on erasing who is gone.
  private void sweep(UserId owner) {
    try {
      boolean going =
          change(
              owner,
              change -> {
                change.sweep();
                return change.going();
              });
      redeliver(owner);
      if (going) {
        erase(owner);
      }
    } catch (StoreException e) {
      LOG.warn("Deliveries wait: {}", e.getMessage());
    }
  }

  private void redeliver(UserId sender) {
    Key from = MailboxKeys.OUTBOX;
    for (Row row : read(sender).scan(from, from.prefixEnd(), OUTBOX_LIMIT, Direction.FORWARD)) {
      deliver(
          sender,
          new Batch.Outgoing(
              new UserId(MailboxKeys.peerOf(row.key())),
              MailboxKeys.numberOf(row.key()),
              Records.read(row.value(), TypeStoredDelivery.class)));
    }
  }

  /// Writes until nothing waits, or, for a caller who waits for one command, until that is done and others take over.
  private void write(UserId owner, @Nullable Command<?> own) {
    if (!turns.claim(owner)) {
      return;
    }
    List<Command<?>> taken = turns.take(owner);
    while (!taken.isEmpty()) {
      run(owner, taken);
      if (own != null && own.finished()) {
        if (turns.release(owner)) {
          executor.execute(() -> write(owner, null));
        }
        return;
      }
      taken = turns.take(owner);
    }
  }

  private void run(UserId owner, List<Command<?>> commands) {
    try {
      for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        if (committed(owner, commands)) {
          return;
        }
      }
      throw new StoreException(StoreException.Reason.BUSY, "Others write to the same mailbox");
    } catch (RuntimeException | Error e) {
      // What is in memory may differ from what is on the disk now: read it anew.
      states.invalidate(owner);
      commands.forEach(command -> command.fail(e));
    }
  }

  /// Runs the commands and commits what they did; false if somebody else has written to the mailbox.
  private boolean committed(UserId owner, List<Command<?>> commands) {
    MailboxState state = states.getIfPresent(owner);
    if (state == null) {
      state = load(owner);
      states.put(owner, state);
    }
    Batch batch = new Batch(state, read(owner), clock.millis());
    for (Command<?> command : commands) {
      command.run(batch);
    }
    if (batch.changed()) {
      Commit commit = batch.commit(owner);
      switch (store.commit(commit)) {
        case CommitOutcome.Moved _ -> {
          states.invalidate(owner);
          return false;
        }
        case CommitOutcome.Committed(long version) ->
            settle(owner, batch, version, commit.dueMillis());
      }
    }
    commands.forEach(Command::finish);
    return true;
  }

  private void settle(UserId owner, Batch batch, long version, long dueMillis) {
    batch.settle(version, dueMillis);
    if (batch.erased) {
      states.invalidate(owner);
    } else if (batch.state.grew()) {
      states.put(owner, batch.state);
    }
    for (MailboxNews news : batch.news) {
      tell(news);
    }
    for (Batch.Outgoing sent : batch.outgoing) {
      deliver(owner, sent);
    }
  }

  private void tell(MailboxNews news) {
    for (MailboxNews.Listener listener : listeners) {
      try {
        listener.changed(news);
      } catch (RuntimeException e) {
        LOG.error("A change of a mailbox was not told", e);
      }
    }
  }

  /// Hands a delivery to its receiver's mailbox. If it is not applied now, the sweep finds it in the outbox.
  private void deliver(UserId sender, Batch.Outgoing sent) {
    Delivery delivery = new Delivery(sender, sent.number(), sent.delivery(), deliveries);
    Command<Delivery.Outcome> command = new Command<>(null, delivery);
    try {
      turns.enqueue(sent.to(), command);
      executor.execute(() -> write(sent.to(), null));
    } catch (StoreException e) {
      command.fail(e);
    }
    var _ =
        command
            .outcome()
            .whenComplete((outcome, failure) -> delivered(sender, sent, outcome, failure));
  }

  private void delivered(
      UserId sender,
      Batch.Outgoing sent,
      Delivery.@Nullable Outcome outcome,
      @Nullable Throwable failure) {
    if (outcome == Delivery.Outcome.APPLIED) {
      MailboxState state = states.getIfPresent(sender);
      if (state != null) {
        state.applied.add(sent.key());
      }
      return;
    }
    due.hurry(sender.partition());
    if (failure != null && !(failure instanceof StoreException)) {
      LOG.error("A delivery cannot be applied", failure);
    }
  }

  private MailboxState load(UserId owner) {
    MailboxReader rows = read(owner);
    long version = store.version(owner.partition());
    byte[] gone = version == 0 ? null : rows.get(MailboxKeys.GONE);
    MailboxState state =
        new MailboxState(
            version,
            version == 0 ? MailboxChange.FIRST_PTS : rows.pts(),
            gone != null,
            Arrays.equals(gone, MailboxKeys.ROWS_LEFT));
    Key outbox = MailboxKeys.OUTBOX;
    for (Row row : rows.scan(outbox, outbox.prefixEnd(), OUTBOX_LIMIT, Direction.FORWARD)) {
      state.outbox.add(row.key());
    }
    return state;
  }
}
