package heliograph.rpc.messages;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Messages;
import heliograph.core.messages.Pinning;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.EventRenderer;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.rpc.view.Rendering;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.messages.AffectedHistory;
import heliograph.tl.api.messages.UnpinAllMessages;
import heliograph.tl.api.messages.UpdatePinnedMessage;

/// Pinned messages (https://core.telegram.org/api/pin).
final class PinMethods {
  private final Mailboxes mailboxes;
  private final Messages messages;
  private final EventRenderer renderer;
  private final PeerInputs peers;
  private final People people;

  PinMethods(Mailboxes mailboxes, EventRenderer renderer, PeerInputs peers, People people) {
    this.mailboxes = mailboxes;
    this.messages = new Messages(mailboxes);
    this.renderer = renderer;
    this.peers = peers;
    this.people = people;
  }

  void register(MethodTable.Builder table) {
    table.change(UpdatePinnedMessage.class, this::pin).change(UnpinAllMessages.class, this::letGo);
  }

  private TypeUpdates pin(UpdatePinnedMessage method, Call call) {
    UserId peer = peers.user(call.user(), method.peer());
    var wish = new Pinning.Wish(method.id(), !method.unpin(), method.pmOneside(), method.silent());
    Rendering rendering = new Rendering(mailboxes.read(call.user()));
    for (MailboxNews.Event event : messages.pin(call.user(), call.origin(), peer.value(), wish)) {
      renderer.render(event, rendering);
    }
    return rendering.updates(people, mailboxes.now());
  }

  private AffectedHistory letGo(UnpinAllMessages method, Call call) {
    UserId peer = peers.user(call.user(), method.peer());
    Messages.Affected affected = messages.unpin(call.user(), call.origin(), peer.value());
    return new AffectedHistory(affected.pts(), affected.ptsCount(), affected.more() ? 1 : 0);
  }
}
