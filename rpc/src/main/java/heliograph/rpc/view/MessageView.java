package heliograph.rpc.view;

import heliograph.core.UserId;
import heliograph.tl.api.Message;
import heliograph.tl.api.MessageActionContactSignUp;
import heliograph.tl.api.MessageActionHistoryClear;
import heliograph.tl.api.MessageActionPinMessage;
import heliograph.tl.api.MessageFwdHeader;
import heliograph.tl.api.MessageReplyHeader;
import heliograph.tl.api.MessageService;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeMessageAction;
import heliograph.tl.api.TypePeer;
import heliograph.tl.storage.ActionContactSignUp;
import heliograph.tl.storage.ActionHistoryCleared;
import heliograph.tl.storage.ActionPinned;
import heliograph.tl.storage.StoredForeignReply;
import heliograph.tl.storage.StoredForward;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredReply;
import heliograph.tl.storage.TypeStoredAction;
import heliograph.tl.storage.TypeStoredReply;
import org.jspecify.annotations.Nullable;

/// A stored message as the owner of its mailbox sees it.
public final class MessageView {
  private MessageView() {}

  public static TypeMessage message(UserId viewer, int id, StoredMessage stored, Named named) {
    long peer = stored.peer();
    boolean toSelf = peer == viewer.value();
    named.add(peer);
    named.add(viewer);
    TypePeer from = new PeerUser(stored.out() ? viewer.value() : peer);
    TypeStoredAction action = stored.action();
    TypeStoredReply reply = stored.reply();
    if (action != null) {
      return MessageService.builder()
          .out(stored.out())
          .silent(stored.silent())
          .id(id)
          .fromId(from)
          .peerId(new PeerUser(peer))
          .savedPeerId(toSelf ? new PeerUser(peer) : null)
          .replyTo(header(reply, named))
          .date(stored.date())
          .action(action(action))
          .build();
    }
    StoredForward forward = stored.forward();
    return Message.builder()
        .out(stored.out())
        .silent(stored.silent())
        .invertMedia(stored.invertMedia())
        .pinned(stored.pinned())
        .id(id)
        .fromId(from)
        .peerId(new PeerUser(peer))
        .savedPeerId(toSelf ? savedPeer(peer, forward, named) : null)
        .fwdFrom(forward == null ? null : header(forward, toSelf, named))
        .replyTo(header(reply, named))
        .date(stored.date())
        .message(stored.text())
        .entities(Entities.shown(stored.entities(), named))
        .editDate(stored.editDate())
        .build();
  }

  private static TypeMessageAction action(TypeStoredAction action) {
    return switch (action) {
      case ActionHistoryCleared _ -> new MessageActionHistoryClear();
      case ActionContactSignUp _ -> new MessageActionContactSignUp();
      case ActionPinned _ -> new MessageActionPinMessage();
    };
  }

  /// The chat within Saved Messages that a message belongs to: where it was taken from, or one's own notes.
  private static TypePeer savedPeer(long self, @Nullable StoredForward forward, Named named) {
    Long from = forward == null ? null : forward.savedPeer();
    if (from == null) {
      return new PeerUser(self);
    }
    named.add(from);
    return new PeerUser(from);
  }

  private static MessageFwdHeader header(StoredForward forward, boolean toSelf, Named named) {
    Long from = forward.from();
    Long savedPeer = forward.savedPeer();
    if (from != null) {
      named.add(from);
    }
    return MessageFwdHeader.builder()
        .fromId(from == null ? null : new PeerUser(from))
        .fromName(forward.name())
        .date(forward.date())
        .savedFromPeer(toSelf && savedPeer != null ? new PeerUser(savedPeer) : null)
        .savedFromMsgId(toSelf ? forward.savedId() : null)
        .build();
  }

  private static @Nullable MessageReplyHeader header(@Nullable TypeStoredReply reply, Named named) {
    return switch (reply) {
      case null -> null;
      case StoredReply own ->
          MessageReplyHeader.builder()
              .quote(own.quote() != null)
              .replyToMsgId(own.id())
              .quoteText(own.quote())
              .quoteEntities(Entities.shown(own.quoteEntities(), named))
              .quoteOffset(own.quoteOffset())
              .build();
      case StoredForeignReply foreign -> header(foreign, named);
    };
  }

  private static MessageReplyHeader header(StoredForeignReply reply, Named named) {
    Long peer = reply.peer();
    Long from = reply.from();
    if (peer != null) {
      named.add(peer);
    }
    if (from != null) {
      named.add(from);
    }
    return MessageReplyHeader.builder()
        .quote(reply.manual())
        .replyToMsgId(reply.id())
        .replyToPeerId(peer == null ? null : new PeerUser(peer))
        .replyFrom(
            MessageFwdHeader.builder()
                .fromId(from == null ? null : new PeerUser(from))
                .fromName(reply.name())
                .date(reply.date())
                .build())
        .quoteText(reply.quote())
        .quoteEntities(Entities.shown(reply.quoteEntities(), named))
        .quoteOffset(reply.quoteOffset())
        .build();
  }
}
