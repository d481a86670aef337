package heliograph.rpc.view;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.messages.Drafts;
import heliograph.tl.api.DraftMessage;
import heliograph.tl.api.DraftMessageEmpty;
import heliograph.tl.api.InputReplyToMessage;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeDraftMessage;
import heliograph.tl.api.UpdateDraftMessage;
import heliograph.tl.storage.StoredDraft;
import heliograph.tl.storage.StoredDraftNews;
import org.jspecify.annotations.Nullable;

/// Messages begun and not sent, as their author's devices see them (https://core.telegram.org/api/drafts).
public final class DraftView implements EventView {
  private final PeerInputs peers;

  public DraftView(PeerInputs peers) {
    this.peers = peers;
  }

  @Override
  public boolean show(MailboxNews.Event event, Rendering into) {
    if (!(event.stored() instanceof StoredDraftNews news)) {
      return false;
    }
    StoredDraft draft = Drafts.of(into.mailbox(), news.peer());
    into.named().add(news.peer());
    into.add(
        new UpdateDraftMessage(
            new PeerUser(news.peer()),
            null,
            null,
            draft == null ? new DraftMessageEmpty(0) : shown(into.viewer(), draft, into.named())));
    return true;
  }

  /// A draft of the viewer's.
  public TypeDraftMessage shown(UserId viewer, StoredDraft draft, Named named) {
    return DraftMessage.builder()
        .noWebpage(draft.noWebpage())
        .invertMedia(draft.invertMedia())
        .replyTo(reply(viewer, draft, named))
        .message(draft.text())
        .entities(Entities.shown(draft.entities(), named))
        .date(draft.date())
        .build();
  }

  private @Nullable InputReplyToMessage reply(UserId viewer, StoredDraft draft, Named named) {
    Integer id = draft.replyId();
    if (id == null) {
      return null;
    }
    InputReplyToMessage.Builder reply =
        InputReplyToMessage.builder()
            .replyToMsgId(id)
            .quoteText(draft.quote())
            .quoteEntities(Entities.shown(draft.quoteEntities(), named))
            .quoteOffset(draft.quoteOffset());
    Long chat = draft.replyPeer();
    if (chat != null) {
      named.add(chat);
      reply.replyToPeerId(peers.peer(viewer, new UserId(chat)));
    }
    return reply.build();
  }
}
