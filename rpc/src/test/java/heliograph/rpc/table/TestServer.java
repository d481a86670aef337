package heliograph.rpc.table;

import heliograph.bus.LocalBus;
import heliograph.core.AccessHashes;
import heliograph.core.KeyedHash;
import heliograph.core.auth.AuthKeys;
import heliograph.core.auth.Invites;
import heliograph.core.auth.SignUpMode;
import heliograph.core.wiring.Core;
import heliograph.rpc.help.PublicAddress;
import heliograph.store.PartitionStore;
import heliograph.store.rocks.RocksOptions;
import heliograph.store.rocks.RocksPartitionStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// The whole API on a real store, without a wire.
final class TestServer implements AutoCloseable {
  private final PartitionStore store;
  private final InstantSource clock;
  final Api api;
  final Invites invites;
  final AuthKeys keys;

  TestServer(Path folder) {
    this(folder, true);
  }

  TestServer(Path folder, boolean limits) {
    this(folder, limits, InstantSource.system());
  }

  TestServer(Path folder, boolean limits, InstantSource clock) {
    store = RocksPartitionStore.open(folder, RocksOptions.DEFAULT);
    this.clock = clock;
    Core core = core();
    keys = core.keys();
    invites = core.invites();
    api =
        Api.create(
            core,
            new ApiSettings(
                SignUpMode.INVITE, limits, List.of(new PublicAddress("203.0.113.5", 443))));
  }

  /// The keys as a server finds them that starts now.
  AuthKeys storedKeys() {
    return core().keys();
  }

  private Core core() {
    return Core.create(
        new Core.Ports(
            store,
            new LocalBus(),
            clock,
            Runnable::run,
            new KeyedHash(new byte[32]),
            new AccessHashes(new byte[32]),
            (_, _) -> null));
  }

  @Override
  public void close() {
    store.close();
  }
}
