package heliograph.rpc.contacts;

import heliograph.core.account.Accounts;
import heliograph.core.account.Blocks;
import heliograph.core.account.Contacts;
import heliograph.core.account.Privacy;
import heliograph.core.account.Usernames;
import heliograph.core.auth.Numbers;
import heliograph.core.presence.Presence;
import heliograph.rpc.MethodTable;
import heliograph.rpc.users.PersonViews;
import heliograph.rpc.users.StatusViews;
import heliograph.rpc.view.PeerInputs;

/// Brings all methods about other people into the table.
public final class ContactsMethods {

  /// What they stand on.
  public record Parts(
      Accounts accounts,
      Contacts contacts,
      Blocks blocks,
      Privacy privacy,
      Numbers numbers,
      Usernames usernames,
      Presence presence) {}

  private ContactsMethods() {}

  public static void register(
      MethodTable.Builder table,
      Parts parts,
      PeerInputs peers,
      PersonViews people,
      StatusViews statuses) {
    Accounts accounts = parts.accounts();
    new ContactMethods(accounts, parts.contacts(), parts.privacy(), peers, people, statuses)
        .register(table);
    new ImportMethods(accounts, parts.contacts(), parts.numbers(), parts.usernames(), people)
        .register(table);
    new BlockMethods(accounts, parts.blocks(), parts.presence(), peers, people).register(table);
    new BirthdayMethods(accounts, people).register(table);
  }
}
