package heliograph.rpc.messages;

import heliograph.bus.Bus;
import heliograph.core.mailbox.Mailboxes;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.EventRenderer;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;

/// Brings all methods about messages and chats into the table.
public final class MessageMethods {
  private MessageMethods() {}

  public static void register(
      MethodTable.Builder table,
      Mailboxes mailboxes,
      Bus bus,
      EventRenderer renderer,
      PeerInputs peers,
      People people) {
    new SendingMethods(mailboxes, peers, people).register(table);
    new ChangingMethods(mailboxes, renderer, peers, people).register(table);
    new PinMethods(mailboxes, renderer, peers, people).register(table);
    new HistoryMethods(mailboxes, peers, people).register(table);
    new SavedMethods(mailboxes, peers, people).register(table);
    new SearchMethods(mailboxes, peers, people).register(table);
    new DialogMethods(mailboxes, peers, people).register(table);
    new DialogOrderMethods(mailboxes, peers, people).register(table);
    new DraftMethods(mailboxes, renderer, peers, people).register(table);
    new TypingMethods(mailboxes, bus, peers).register(table);
  }
}
