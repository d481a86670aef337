package heliograph.core.wiring;

import heliograph.bus.Bus;
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
import heliograph.core.auth.TempKeyBinding;
import heliograph.core.auth.UnusedAccounts;
import heliograph.core.cell.Cells;
import heliograph.core.cell.Claims;
import heliograph.core.due.DueWork;
import heliograph.core.mailbox.Deliveries;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Messages;
import heliograph.store.PartitionStore;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// Accounts and mailboxes over one store, ready to use: what the API stands on.
public record Core(
    Ports ports,
    DueWork due,
    Mailboxes mailboxes,
    Accounts accounts,
    Profiles profiles,
    Claims claims,
    Numbers numbers,
    Invites invites,
    LoginCodes codes,
    AuthKeys keys,
    LogIns logIns,
    UnusedAccounts unused) {

  /// What the core itself stands on.
  ///
  /// @param names hashes numbers and user names where they stand in keys of the store
  /// @param executor runs what nobody waits for on threads that may block
  public record Ports(
      PartitionStore store,
      Bus bus,
      InstantSource clock,
      Executor executor,
      KeyedHash names,
      AccessHashes accessHashes,
      TempKeyBinding.InnerMessages innerMessages) {}

  /// Puts it together. What was on its way when the server stopped waits for [Mailboxes#recover].
  public static Core create(Ports ports) {
    InstantSource clock = ports.clock();
    Deliveries.Builder deliveries = Deliveries.builder();
    Messages.register(deliveries);
    Contacts.register(deliveries);
    var due = new DueWork(ports.store(), clock);
    var mailboxes = new Mailboxes(ports.store(), deliveries.build(), clock, ports.executor(), due);
    var messages = new Messages(mailboxes);
    var accounts = new Accounts(mailboxes);
    var profiles = new Profiles(accounts, mailboxes);
    var cells = new Cells(ports.store());
    var claims = new Claims(cells);
    var numbers = new Numbers(ports.names(), cells, claims, accounts, clock);
    numbers.sweptWith(due);
    var codes = new LoginCodes(numbers, messages::tell, clock);
    var authorisations = new Authorisations(mailboxes, accounts);
    var keys = new AuthKeys(cells, authorisations);
    keys.sweptWith(due);
    var logIns = new LogIns(mailboxes, keys, authorisations, profiles);
    var unused = new UnusedAccounts(cells, accounts, keys, logIns, clock);
    unused.sweptWith(due);
    return new Core(
        ports,
        due,
        mailboxes,
        accounts,
        profiles,
        claims,
        numbers,
        new Invites(numbers, clock),
        codes,
        keys,
        logIns,
        unused);
  }
}
