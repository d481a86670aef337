package heliograph.rpc.table;

import heliograph.bus.LocalBus;
import heliograph.core.AccessHashes;
import heliograph.core.KeyedHash;
import heliograph.core.account.Accounts;
import heliograph.core.account.Contacts;
import heliograph.core.account.Profiles;
import heliograph.core.auth.AuthKeys;
import heliograph.core.auth.Authorisations;
import heliograph.core.auth.Invites;
import heliograph.core.auth.LogIns;
import heliograph.core.auth.LoginCodes;
import heliograph.core.auth.Numbers;
import heliograph.core.auth.SignUpMode;
import heliograph.core.auth.UnusedAccounts;
import heliograph.core.cell.Cells;
import heliograph.core.cell.Claims;
import heliograph.core.mailbox.Deliveries;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Messages;
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
  final Api api;
  final Invites invites;
  final AuthKeys keys;
  private final Cells cells;
  private final Authorisations authorisations;

  TestServer(Path folder) {
    this(folder, true);
  }

  TestServer(Path folder, boolean limits) {
    this(folder, limits, InstantSource.system());
  }

  TestServer(Path folder, boolean limits, InstantSource clock) {
    store = RocksPartitionStore.open(folder, RocksOptions.DEFAULT);
    var deliveries = Deliveries.builder();
    Messages.register(deliveries);
    Contacts.register(deliveries);
    var mailboxes = new Mailboxes(store, deliveries.build(), clock, Runnable::run);
    var messages = new Messages(mailboxes);
    var accounts = new Accounts(mailboxes);
    var names = new KeyedHash(new byte[32]);
    cells = new Cells(store);
    var claims = new Claims(cells);
    var numbers = new Numbers(names, cells, claims, accounts, clock);
    authorisations = new Authorisations(mailboxes, accounts);
    keys = new AuthKeys(cells, authorisations);
    invites = new Invites(numbers, clock);
    var codes = new LoginCodes(numbers, (to, text) -> messages.tell(to, text, List.of()), clock);
    var logIns = new LogIns(mailboxes, keys, authorisations);
    var profiles = new Profiles(accounts, mailboxes);
    api =
        Api.create(
            new Core(
                mailboxes,
                accounts,
                keys,
                logIns,
                numbers,
                codes,
                new UnusedAccounts(cells, accounts, keys, logIns, profiles, clock),
                claims,
                names,
                new AccessHashes(new byte[32]),
                (_, _) -> null,
                new LocalBus(),
                clock),
            new ApiSettings(
                SignUpMode.INVITE, limits, List.of(new PublicAddress("203.0.113.5", 443))));
  }

  /// The keys as a server finds them that starts now.
  AuthKeys storedKeys() {
    return new AuthKeys(cells, authorisations);
  }

  @Override
  public void close() {
    store.close();
  }
}
