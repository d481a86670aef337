package heliograph.core.testing;

import heliograph.core.UserId;
import heliograph.core.due.DueWork;
import heliograph.core.mailbox.Deliveries;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.History;
import heliograph.core.messages.MessageText;
import heliograph.core.messages.Messages;
import heliograph.core.messages.NewMessage;
import heliograph.core.messages.Sent;
import heliograph.store.PartitionStore;
import heliograph.store.rocks.RocksOptions;
import heliograph.store.rocks.RocksPartitionStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Mailboxes on a store in a folder. Time stands still until it is moved, and what nobody waits for (deliveries) waits
/// until it is let go.
public final class PostOffice implements AutoCloseable {
  private final PartitionStore store;
  private Queue<Runnable> waiting = new ArrayDeque<>();
  private long millis = 1_800_000_000_000L;
  private long randomId = 1;
  private DueWork due;
  private Mailboxes mailboxes;
  private final UnaryOperator<PartitionStore> faults;

  public PostOffice(Path folder) {
    this(folder, UnaryOperator.identity());
  }

  public PostOffice(Path folder, UnaryOperator<PartitionStore> faults) {
    this.store =
        RocksPartitionStore.open(
            folder, RocksOptions.DEFAULT.withMemtableBytes(1 << 20).withReservedBytes(0));
    this.faults = faults;
    open();
  }

  private void open() {
    Deliveries.Builder deliveries = Deliveries.builder();
    Messages.register(deliveries);
    PartitionStore faulty = faults.apply(store);
    InstantSource clock = () -> Instant.ofEpochMilli(millis);
    due = new DueWork(faulty, clock);
    mailboxes = new Mailboxes(faulty, deliveries.build(), clock, waiting::add, due);
  }

  public DueWork due() {
    return due;
  }

  public Mailboxes mailboxes() {
    return mailboxes;
  }

  public MailboxReader read(UserId user) {
    return mailboxes.read(user);
  }

  public Messages messages() {
    return new Messages(mailboxes);
  }

  public void pass(int seconds) {
    millis += seconds * 1000L;
  }

  /// Lets one delivery go, if one waits.
  public boolean step() {
    Runnable next = waiting.poll();
    if (next != null) {
      next.run();
    }
    return next != null;
  }

  /// Lets all deliveries go, and those that they cause.
  public void settle() {
    boolean more = true;
    while (more) {
      more = step();
    }
  }

  /// The process dies: what was on its way is lost, what was in memory too. Another one starts on the same store.
  public void crash() {
    waiting = new ArrayDeque<>();
    open();
  }

  public static MessageText text(String text) {
    return MessageText.written(text, List.of());
  }

  public NewMessage message(UserId to, String text) {
    return message(to, randomId++, text, null);
  }

  public static NewMessage message(
      UserId to, long randomId, String text, NewMessage.@Nullable ReplyTo reply) {
    return new NewMessage(to, randomId, text(text), reply, null, false, false, false);
  }

  public Sent send(UserId from, UserId to, String text) {
    return messages().send(from, null, List.of(message(to, text))).getFirst();
  }

  /// The newest messages of a chat, newest first.
  public List<History.Entry> chat(UserId owner, UserId peer) {
    return History.page(read(owner), peer.value(), new History.Window(0, 0, 0, 10_000, 0, 0));
  }

  public List<String> texts(UserId owner, UserId peer) {
    return chat(owner, peer).reversed().stream().map(entry -> entry.message().text()).toList();
  }

  @Override
  public void close() {
    store.close();
  }
}
