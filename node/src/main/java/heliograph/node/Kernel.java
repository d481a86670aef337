package heliograph.node;

import heliograph.core.KeyedHash;
import heliograph.core.account.Accounts;
import heliograph.core.account.Contacts;
import heliograph.core.auth.AuthKeys;
import heliograph.core.auth.Authorisations;
import heliograph.core.auth.Invites;
import heliograph.core.auth.LogIns;
import heliograph.core.auth.LoginCodes;
import heliograph.core.auth.Numbers;
import heliograph.core.cell.Cells;
import heliograph.core.cell.Claims;
import heliograph.core.mailbox.Deliveries;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Messages;
import heliograph.node.config.Settings;
import heliograph.node.folder.DataFolder;
import heliograph.store.PartitionStore;
import heliograph.store.rocks.RocksOptions;
import heliograph.store.rocks.RocksPartitionStore;
import heliograph.store.sealed.SealedStore;
import heliograph.store.sealed.SealingKey;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What a server knows: the store of a data folder, and over it accounts, keys, numbers and mailboxes. Only one at a time
/// may exist for a folder; its maker holds the folder's lock.
final class Kernel implements AutoCloseable {
  private final PartitionStore store;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  final InstantSource clock;
  final KeyedHash names;
  final Claims claims;
  final Mailboxes mailboxes;
  final Messages messages;
  final Accounts accounts;
  final Authorisations authorisations;
  final AuthKeys keys;
  final LogIns logIns;
  final Numbers numbers;
  final LoginCodes codes;
  final Invites invites;

  private Kernel(PartitionStore store, KeyedHash names, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.names = names;
    Deliveries.Builder deliveries = Deliveries.builder();
    Messages.register(deliveries);
    Contacts.register(deliveries);
    mailboxes = new Mailboxes(store, deliveries.build(), clock, threads);
    messages = new Messages(mailboxes);
    accounts = new Accounts(mailboxes);
    Cells cells = new Cells(store);
    claims = new Claims(cells);
    authorisations = new Authorisations(mailboxes, accounts);
    keys = new AuthKeys(cells, authorisations);
    logIns = new LogIns(mailboxes, keys, authorisations);
    numbers = new Numbers(names, cells, claims, accounts);
    codes = new LoginCodes(numbers, (to, text) -> messages.tell(to, text, List.of()), clock);
    invites = new Invites(numbers, clock);
  }

  /// Opens the store of a folder and what stands on it.
  static Kernel open(DataFolder folder, Settings settings, InstantSource clock) {
    PartitionStore store = openStore(folder.store(), settings);
    try {
      KeyedHash names = new KeyedHash(folder.secrets().key("names"));
      return new Kernel(store, names, clock);
    } catch (RuntimeException failure) {
      store.close();
      throw failure;
    }
  }

  private static PartitionStore openStore(Path folder, Settings settings) {
    Path sealingKey = settings.sealingKey();
    SealingKey key = sealingKey == null ? null : SealingKey.read(sealingKey);
    RocksPartitionStore store = RocksPartitionStore.open(folder, RocksOptions.DEFAULT);
    try {
      if (key != null) {
        return SealedStore.open(store, key, store.isEmpty());
      }
      SealedStore.requireUnsealed(store);
      return store;
    } catch (RuntimeException refused) {
      store.close();
      throw refused;
    }
  }

  PartitionStore store() {
    return store;
  }

  @Override
  public void close() {
    threads.close();
    store.close();
  }
}
