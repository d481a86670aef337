package heliograph.core.mailbox;

import heliograph.core.UserId;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The durable rows of a mailbox.
final class CommittedMailbox implements MailboxReader {
  private final PartitionStore store;
  private final UserId owner;
  private final Partition partition;

  CommittedMailbox(PartitionStore store, UserId owner) {
    this.store = store;
    this.owner = owner;
    this.partition = owner.partition();
  }

  @Override
  public UserId owner() {
    return owner;
  }

  @Override
  public byte @Nullable [] get(Key key) {
    return store.get(partition, key);
  }

  @Override
  public List<Row> scan(Key from, Key to, int limit, Direction direction) {
    return store.scan(partition, from, to, limit, direction);
  }
}
