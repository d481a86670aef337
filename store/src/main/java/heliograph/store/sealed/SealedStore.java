package heliograph.store.sealed;

import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import heliograph.store.CommitOutcome.Committed;
import heliograph.store.Direction;
import heliograph.store.Due;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A store that seals the values of another one.
public final class SealedStore implements PartitionStore {
  private static final Partition SEAL =
      Partition.of('~', "seal".getBytes(StandardCharsets.US_ASCII));
  private static final Key CHECK_ROW = Key.of('s');
  private static final byte[] CHECK = "heliograph sealed store".getBytes(StandardCharsets.US_ASCII);

  private final PartitionStore inner;
  private final ValueCipher cipher;

  private SealedStore(PartitionStore inner, ValueCipher cipher) {
    this.inner = inner;
    this.cipher = cipher;
  }

  /// Seals a store or opens a sealed one. Only an empty store can be sealed, since what was written before would stay
  /// readable on the disk.
  ///
  /// @param empty whether the store was never written
  public static SealedStore open(PartitionStore inner, SealingKey key, boolean empty) {
    ValueCipher cipher = new ValueCipher(key);
    byte[] check = inner.get(SEAL, CHECK_ROW);
    if (check != null) {
      requireOpens(cipher, check);
    } else if (!empty) {
      throw new StoreException(
          Reason.WRONG_KEY, "The store was made without sealing, and holds data");
    } else {
      seal(inner, cipher);
    }
    return new SealedStore(inner, cipher);
  }

  private static void requireOpens(ValueCipher cipher, byte[] check) {
    try {
      if (Arrays.equals(cipher.open(SEAL, CHECK_ROW, check), CHECK)) {
        return;
      }
    } catch (StoreException e) {
      throw new StoreException(Reason.WRONG_KEY, "The store was sealed with another key", e);
    }
    throw new StoreException(Reason.WRONG_KEY, "The store was sealed by something else");
  }

  private static void seal(PartitionStore inner, ValueCipher cipher) {
    try (ValueCipher.Sealing sealing = cipher.sealing()) {
      Row row = new Row(CHECK_ROW, sealing.seal(SEAL, CHECK_ROW, CHECK));
      if (!(inner.commit(Commit.puts(SEAL, 0, List.of(row))) instanceof Committed)) {
        throw new StoreException(Reason.WRONG_KEY, "The store is being sealed by another process");
      }
    }
  }

  /// Refuses to use a sealed store without its key.
  public static void requireUnsealed(PartitionStore store) {
    if (store.get(SEAL, CHECK_ROW) != null) {
      throw new StoreException(Reason.WRONG_KEY, "The store is sealed: its key is needed");
    }
  }

  @Override
  public long version(Partition partition) {
    return inner.version(partition);
  }

  @Override
  public byte @Nullable [] get(Partition partition, Key key) {
    byte[] sealed = inner.get(partition, key);
    return sealed == null ? null : cipher.open(partition, key, sealed);
  }

  @Override
  public List<Row> scan(Partition partition, Key from, Key to, int limit, Direction direction) {
    List<Row> sealed = inner.scan(partition, from, to, limit, direction);
    List<Row> rows = new ArrayList<>(sealed.size());
    for (Row row : sealed) {
      rows.add(new Row(row.key(), cipher.open(partition, row.key(), row.value())));
    }
    return rows;
  }

  @Override
  public CommitOutcome commit(Commit commit) {
    if (commit.puts().isEmpty()) {
      return inner.commit(commit);
    }
    List<Row> sealed = new ArrayList<>(commit.puts().size());
    try (ValueCipher.Sealing sealing = cipher.sealing()) {
      for (Row row : commit.puts()) {
        sealed.add(new Row(row.key(), sealing.seal(commit.partition(), row.key(), row.value())));
      }
    }
    return inner.commit(
        new Commit(
            commit.partition(),
            commit.expectedVersion(),
            commit.commandId(),
            sealed,
            commit.deletes(),
            commit.dueMillis()));
  }

  @Override
  public List<Due> due(long untilMillis, int limit) {
    return inner.due(untilMillis, limit);
  }

  /// Writes a copy that is sealed with the same key; the key is not in it.
  @Override
  public void backup(Path folder) {
    inner.backup(folder);
  }

  @Override
  public void close() {
    inner.close();
  }
}
