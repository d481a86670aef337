package heliograph.rpc.messages;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Drafts;
import heliograph.core.messages.MessageText;
import heliograph.core.messages.NewMessage;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.Entities;
import heliograph.rpc.view.EventRenderer;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.rpc.view.Rendering;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.messages.ClearAllDrafts;
import heliograph.tl.api.messages.GetAllDrafts;
import heliograph.tl.api.messages.SaveDraft;
import heliograph.tl.storage.StoredDraft;
import heliograph.tl.storage.StoredDraftNews;
import heliograph.tl.storage.StoredEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages begun and not sent (https://core.telegram.org/api/drafts).
final class DraftMethods {
  private final Mailboxes mailboxes;
  private final Drafts drafts;
  private final EventRenderer renderer;
  private final PeerInputs peers;
  private final People people;
  private final ReplyInputs replies;

  DraftMethods(Mailboxes mailboxes, EventRenderer renderer, PeerInputs peers, People people) {
    this.mailboxes = mailboxes;
    this.drafts = new Drafts(mailboxes);
    this.renderer = renderer;
    this.peers = peers;
    this.people = people;
    this.replies = new ReplyInputs(mailboxes, peers, people);
  }

  void register(MethodTable.Builder table) {
    table
        .change(SaveDraft.class, this::save)
        .read(GetAllDrafts.class, this::all)
        .change(ClearAllDrafts.class, this::clearAll);
  }

  private Boolean save(SaveDraft method, Call call) {
    UserId self = call.user();
    UserId peer = peers.user(self, method.peer());
    NewMessage.ReplyTo reply = replies.of(self, peer, method.replyTo());
    if (method.message().isEmpty() && reply == null) {
      drafts.clear(self, call.origin(), peer.value());
      return true;
    }
    MessageText text =
        MessageText.kept(
            method.message(),
            Entities.stored(method.entities(), self, peers),
            MessageText.MAX_LENGTH);
    StoredDraft.Builder draft =
        StoredDraft.builder()
            .noWebpage(method.noWebpage())
            .invertMedia(method.invertMedia())
            .date(0)
            .text(text.text())
            .entities(orNull(text.entities()));
    if (reply != null) {
      MessageText quote = reply.quote();
      NewMessage.Elsewhere elsewhere = reply.elsewhere();
      draft
          .replyId(reply.id())
          .replyPeer(elsewhere == null ? null : elsewhere.peer())
          .quote(quote == null ? null : quote.text())
          .quoteEntities(quote == null ? null : orNull(quote.entities()))
          .quoteOffset(reply.quoteOffset());
    }
    drafts.save(self, call.origin(), peer.value(), draft.build());
    return true;
  }

  private static @Nullable List<StoredEntity> orNull(List<StoredEntity> entities) {
    return entities.isEmpty() ? null : entities;
  }

  private TypeUpdates all(GetAllDrafts method, Call call) {
    Rendering rendering = new Rendering(mailboxes.read(call.user()));
    for (long peer : Drafts.peers(rendering.mailbox())) {
      renderer.render(MailboxNews.Event.uncounted(new StoredDraftNews(peer)), rendering);
    }
    return rendering.updates(people, mailboxes.now());
  }

  private Boolean clearAll(ClearAllDrafts method, Call call) {
    var _ = drafts.clearAll(call.user(), call.origin());
    return true;
  }
}
