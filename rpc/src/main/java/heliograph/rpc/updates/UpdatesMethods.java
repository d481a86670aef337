package heliograph.rpc.updates;

import heliograph.core.Refusal;
import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Dialogs;
import heliograph.core.messages.Difference;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.EventRenderer;
import heliograph.rpc.view.People;
import heliograph.rpc.view.Rendering;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.updates.DifferenceEmpty;
import heliograph.tl.api.updates.DifferenceSlice;
import heliograph.tl.api.updates.DifferenceTooLong;
import heliograph.tl.api.updates.GetDifference;
import heliograph.tl.api.updates.GetState;
import heliograph.tl.api.updates.State;
import heliograph.tl.api.updates.TypeDifference;
import heliograph.tl.storage.StoredNotice;
import java.util.ArrayList;
import java.util.List;

/// `updates.*`: the state of a mailbox and what happened since an earlier one
/// (https://core.telegram.org/api/updates#recovering-gaps).
public final class UpdatesMethods {
  /// No secret chats yet: the queue of each device has seen nothing.
  private static final int QTS = 1;

  private static final int MAX_SLICE = 1000;

  private final Mailboxes mailboxes;
  private final EventRenderer renderer;
  private final People people;

  public UpdatesMethods(Mailboxes mailboxes, EventRenderer renderer, People people) {
    this.mailboxes = mailboxes;
    this.renderer = renderer;
    this.people = people;
  }

  public void register(MethodTable.Builder table) {
    table.read(GetState.class, this::state).read(GetDifference.class, this::difference);
  }

  private State state(GetState method, Call call) {
    MailboxReader mailbox = mailboxes.read(call.user());
    return state(mailbox, mailbox.pts(), call.now());
  }

  /// The state of a mailbox for an answer that carries one.
  public static State state(MailboxReader mailbox, int pts, int now) {
    return new State(pts, QTS, now, 0, Dialogs.unread(mailbox));
  }

  private TypeDifference difference(GetDifference method, Call call) {
    if (method.pts() < 0) {
      throw Refusal.PERSISTENT_TIMESTAMP_INVALID.exception();
    }
    MailboxReader mailbox = mailboxes.read(call.user());
    Integer totalLimit = method.ptsTotalLimit();
    if (totalLimit != null && totalLimit > 0) {
      int pts = mailbox.pts();
      if ((long) pts - method.pts() > totalLimit) {
        return new DifferenceTooLong(pts);
      }
    }
    Integer asked = method.ptsLimit();
    int limit = asked == null || asked <= 0 ? MAX_SLICE : Math.min(asked, MAX_SLICE);
    Difference difference = Difference.after(mailbox, method.pts(), method.date(), limit);
    if (difference.events().isEmpty() && difference.notices().isEmpty()) {
      return new DifferenceEmpty(call.now(), 0);
    }
    return shown(mailbox, difference, method, call.now());
  }

  private TypeDifference shown(
      MailboxReader mailbox, Difference difference, GetDifference method, int now) {
    Rendering rendering = new Rendering(mailbox);
    for (MailboxNews.Event event : difference.events()) {
      renderer.render(event, rendering);
    }
    for (StoredNotice notice : difference.notices()) {
      renderer.render(MailboxNews.Event.uncounted(notice.event()), rendering);
    }
    List<TypeMessage> messages = new ArrayList<>();
    List<TypeUpdate> others = new ArrayList<>();
    for (TypeUpdate update : rendering.updates()) {
      if (update instanceof UpdateNewMessage added) {
        messages.add(added.message());
      } else {
        others.add(update);
      }
    }
    List<TypeUser> users = rendering.named().users(people, mailbox.owner());
    int pts =
        difference.events().isEmpty()
            ? Math.max(method.pts(), 1)
            : difference.events().getLast().pts();
    // A slice keeps the date that was asked with: the notices since then come with the last part.
    return difference.more()
        ? new DifferenceSlice(
            messages,
            List.of(),
            others,
            List.of(),
            users,
            state(mailbox, pts, Math.min(method.date(), now)))
        : new heliograph.tl.api.updates.Difference(
            messages, List.of(), others, List.of(), users, state(mailbox, pts, now));
  }
}
