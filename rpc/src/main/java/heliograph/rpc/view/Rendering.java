package heliograph.rpc.view;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxReader;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.Updates;
import java.util.ArrayList;
import java.util.List;

/// Updates that are being put together for one person.
///
/// @param mailbox the person's mailbox, for what an event only names
public record Rendering(MailboxReader mailbox, List<TypeUpdate> updates, Named named) {
  public Rendering(MailboxReader mailbox) {
    this(mailbox, new ArrayList<>(), new Named());
  }

  public UserId viewer() {
    return mailbox.owner();
  }

  public void add(TypeUpdate update) {
    updates.add(update);
  }

  /// The updates with all the users they name. They carry no seq: pts orders what has to be in order.
  public Updates updates(People people, int date) {
    return new Updates(List.copyOf(updates), named.users(people, viewer()), List.of(), date, 0);
  }
}
