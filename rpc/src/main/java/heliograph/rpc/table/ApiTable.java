package heliograph.rpc.table;

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

  static MethodTable create(Core core, ApiSettings settings, Views views) {
    var table = MethodTable.builder();
    var people = views.people();
    var peers = views.peers();
    AuthMethods.register(table, views.auth(), people);
    AccountMethods.register(table, views.account(), peers, people);
    new UserMethods(core.accounts(), core.mailboxes(), people, peers).register(table);
    ContactsMethods.register(table, views.contacts(), peers, people, views.statuses());
    MessageMethods.register(table, core.mailboxes(), core.bus(), views.events(), peers, people);
    new UpdatesMethods(core.mailboxes(), views.events(), people).register(table);
    HelpMethods.register(table, settings.addresses(), people, core.clock());
    LangPackMethods.register(table);
    EmptyMethods.register(table, core.clock());
    return table.build();
  }
}
