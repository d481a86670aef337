package heliograph.core.cell;

import heliograph.core.Records;
import heliograph.store.Commit;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import heliograph.tl.TlObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One atomic change of a small partition, being put together; it sees what it has put itself.
public final class CellChange {
  private static final byte[] DELETED = {};
  private static final byte[] MARK = {1};

  private final PartitionStore store;
  private final Partition partition;
  private final Map<Key, byte[]> written = new TreeMap<>();
  private long dueMillis = Commit.NOT_DUE;

  CellChange(PartitionStore store, Partition partition) {
    this.store = store;
    this.partition = partition;
  }

  public <T extends TlObject> @Nullable T get(Key key, Class<T> type) {
    byte[] own = written.get(key);
    byte[] value = own == null ? store.get(partition, key) : own;
    return value == null || value.length == 0 ? null : Records.read(value, type);
  }

  public void put(Key key, TlObject value) {
    written.put(key, Records.bytes(value));
  }

  /// Writes a row whose key says all.
  public void mark(Key key) {
    written.put(key, MARK);
  }

  /// The keys of the durable rows that begin with this one, at most `limit` of them.
  public List<Key> keys(Key prefix, int limit) {
    return store.scan(partition, prefix, prefix.prefixEnd(), limit, Direction.FORWARD).stream()
        .map(Row::key)
        .toList();
  }

  /// Says when the partition wants to be looked at again; without this it never does.
  public void due(long millis) {
    dueMillis = millis;
  }

  long dueMillis() {
    return dueMillis;
  }

  public void delete(Key key) {
    written.put(key, DELETED);
  }

  /// Whether no row is changed.
  public boolean untouched() {
    return written.isEmpty();
  }

  boolean empty() {
    return written.isEmpty() && dueMillis == Commit.NOT_DUE;
  }

  List<Row> puts() {
    List<Row> puts = new ArrayList<>(written.size());
    written.forEach((key, value) -> {
      if (value.length > 0) {
        puts.add(new Row(key, value));
      }
    });
    return puts;
  }

  List<Key> deletes() {
    List<Key> deletes = new ArrayList<>();
    written.forEach((key, value) -> {
      if (value.length == 0) {
        deletes.add(key);
      }
    });
    return deletes;
  }
}
