package heliograph.rpc.messages;

import heliograph.bus.Bus;
import heliograph.core.Records;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.Mailboxes;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.PeerInputs;
import heliograph.tl.Layer;
import heliograph.tl.api.messages.SetTyping;
import heliograph.tl.storage.TypingSignal;

/// `messages.setTyping`: told to who listens now, and kept nowhere.
final class TypingMethods {
  /// An action may carry what a game says of itself; it is passed on to every device of the other.
  private static final int MAX_ACTION_BYTES = 2048;

  private final Mailboxes mailboxes;
  private final Bus bus;
  private final PeerInputs peers;

  TypingMethods(Mailboxes mailboxes, Bus bus, PeerInputs peers) {
    this.mailboxes = mailboxes;
    this.bus = bus;
    this.peers = peers;
  }

  void register(MethodTable.Builder table) {
    table.change(SetTyping.class, this::typing);
  }

  private Boolean typing(SetTyping method, Call call) {
    UserId self = call.user();
    UserId peer = peers.user(self, method.peer());
    byte[] action = method.action().toBytes(Layer.NEWEST);
    if (action.length > MAX_ACTION_BYTES) {
      throw Refusal.LIMIT_INVALID.exception();
    }
    boolean blocked =
        mailboxes.read(peer).peer(self.value()).blocked()
            || mailboxes.read(self).peer(peer.value()).blocked();
    if (!peer.equals(self) && !blocked) {
      bus.publish(
          Bus.Topic.user(peer.value()), Records.bytes(new TypingSignal(self.value(), action)));
    }
    return true;
  }
}
