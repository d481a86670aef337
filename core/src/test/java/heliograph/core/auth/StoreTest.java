package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.core.Refusal;
import heliograph.core.RefusedException;
import heliograph.store.PartitionStore;
import heliograph.store.rocks.RocksOptions;
import heliograph.store.rocks.RocksPartitionStore;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test on the real store, emptied for each.
public abstract class StoreTest {
  @TempDir private Path folder;
  protected PartitionStore store;
  protected World.Clock clock;
  protected World world;

  @BeforeEach
  void openStore() {
    store = RocksPartitionStore.open(folder, RocksOptions.DEFAULT);
    clock = new World.Clock();
    world = new World(store, clock, SignUpMode.INVITE);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  /// The same store after a restart.
  protected World restarted() {
    World after = new World(store, clock, SignUpMode.INVITE);
    after.mailboxes.recover();
    return after;
  }

  protected static void refused(Refusal reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(reason));
  }
}
