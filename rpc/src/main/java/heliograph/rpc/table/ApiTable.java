package heliograph.rpc.table;

import heliograph.core.wiring.Core;
import heliograph.rpc.MethodTable;
import heliograph.rpc.account.AccountMethods;
import heliograph.rpc.auth.AuthMethods;
import heliograph.rpc.contacts.ContactsMethods;
import heliograph.rpc.empty.EmptyMethods;
import heliograph.rpc.help.HelpMethods;
import heliograph.rpc.langpack.LangPackMethods;
import heliograph.rpc.messages.MessageMethods;
import heliograph.rpc.updates.UpdatesMethods;
import heliograph.rpc.users.UserMethods;

/// The product's surface: which subjects there are. What each answers stands in its `register`, and all of it in
/// `docs/protocol/coverage.md`.
final class ApiTable {
  private ApiTable() {}

  static MethodTable create(Core core, ApiSettings settings, Shared shared) {
    var table = MethodTable.builder();
    var bus = core.ports().bus();
    var clock = core.ports().clock();
    var people = shared.people();
    var peers = shared.peers();
    AuthMethods.register(table, shared.auth(), people);
    AccountMethods.register(table, shared.account(), peers, people);
    new UserMethods(core.accounts(), core.mailboxes(), people, peers).register(table);
    ContactsMethods.register(table, shared.contacts(), peers, people, shared.statuses());
    MessageMethods.register(table, core.mailboxes(), bus, shared.events(), peers, people);
    new UpdatesMethods(core.mailboxes(), shared.events(), people).register(table);
    HelpMethods.register(table, settings.addresses(), people, clock);
    LangPackMethods.register(table);
    EmptyMethods.register(table, clock);
    return table.build();
  }
}
