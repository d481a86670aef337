package heliograph.node.server;

import heliograph.bus.LocalBus;
import heliograph.core.AccessHashes;
import heliograph.core.KeyedHash;
import heliograph.core.auth.TempKeyBinding;
import heliograph.core.wiring.Core;
import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.OldMessageSeal;
import heliograph.node.config.Settings;
import heliograph.node.folder.DataFolder;
import heliograph.node.folder.Secrets;
import heliograph.store.PartitionStore;
import heliograph.store.rocks.RocksOptions;
import heliograph.store.rocks.RocksPartitionStore;
import heliograph.store.sealed.SealedStore;
import heliograph.store.sealed.SealingKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What a server knows: the store of a data folder, and over it accounts, keys, numbers and mailboxes. Only one at a time
/// may exist for a folder; its maker holds the folder's lock.
final class Kernel implements AutoCloseable {
  private static final int INNER_MSG_ID_AT = 16;
  private static final int INNER_LENGTH_AT = 28;
  private static final int INNER_BODY_AT = 32;

  private final PartitionStore store;
  private final BooleanSupplier healthy;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Core core;

  private Kernel(
      PartitionStore store, BooleanSupplier healthy, Secrets secrets, InstantSource clock) {
    this.store = store;
    this.healthy = healthy;
    this.core =
        Core.create(
            new Core.Ports(
                store,
                new LocalBus(),
                clock,
                threads,
                new KeyedHash(secrets.key("names")),
                new AccessHashes(secrets.key("access-hashes")),
                Kernel::openInner));
  }

  /// Opens the store of a folder and what stands on it.
  static Kernel open(DataFolder folder, Settings settings, InstantSource clock) {
    RocksPartitionStore rocks = RocksPartitionStore.open(folder.store(), RocksOptions.DEFAULT);
    try {
      PartitionStore store = sealed(rocks, settings);
      Kernel kernel = new Kernel(store, rocks::takesCommits, folder.secrets(), clock);
      kernel.core.mailboxes().recover();
      return kernel;
    } catch (RuntimeException failure) {
      rocks.close();
      throw failure;
    }
  }

  private static PartitionStore sealed(RocksPartitionStore store, Settings settings) {
    Path file = settings.sealingKey();
    if (file == null) {
      SealedStore.requireUnsealed(store);
      return store;
    }
    return SealedStore.open(store, SealingKey.read(file), store.isEmpty());
  }

  /// Opens the inner message of `auth.bindTempAuthKey`: msg_id, length and body of its 32-byte header.
  private static TempKeyBinding.@Nullable Opened openInner(byte[] key, byte[] message) {
    byte[] plain = OldMessageSeal.open(AuthKey.of(key), message);
    if (plain == null || plain.length < INNER_BODY_AT) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    int length = header.getInt(INNER_LENGTH_AT);
    if (length < 0 || length > plain.length - INNER_BODY_AT) {
      return null;
    }
    return new TempKeyBinding.Opened(
        header.getLong(INNER_MSG_ID_AT),
        Arrays.copyOfRange(plain, INNER_BODY_AT, INNER_BODY_AT + length));
  }

  PartitionStore store() {
    return store;
  }

  /// Whether changes can be stored now.
  boolean healthy() {
    return healthy.getAsBoolean();
  }

  Core core() {
    return core;
  }

  /// Ends deliveries under way, then closes the store.
  @Override
  public void close() {
    threads.close();
    store.close();
  }
}
