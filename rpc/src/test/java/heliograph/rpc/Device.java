package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.testkit.Belief;
import heliograph.tl.api.Dialog;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.UpdateDeleteMessages;
import heliograph.tl.api.UpdateEditMessage;
import heliograph.tl.api.UpdateFolderPeers;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.UpdatePinnedMessages;
import heliograph.tl.api.UpdateReadHistoryInbox;
import heliograph.tl.api.UpdateReadHistoryOutbox;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import heliograph.tl.api.updates.Difference;
import heliograph.tl.api.updates.DifferenceEmpty;
import heliograph.tl.api.updates.DifferenceSlice;
import heliograph.tl.api.updates.DifferenceTooLong;
import heliograph.tl.api.updates.GetDifference;
import heliograph.tl.api.updates.GetState;
import heliograph.tl.api.updates.State;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A device that knows what it was told by updates and differences, and nothing else. It holds the server to their order.
final class Device {
  private final House.Session session;
  private final Belief belief;
  private final Set<Long> users = new HashSet<>();
  private int pts = 1;
  private int date = 1;
  private int seen;

  Device(House.Session session) {
    this.session = session;
    this.belief = new Belief(session.user().value());
  }

  /// Takes what was pushed since the last time. Nothing may be missing between two pushes.
  void hear() {
    while (seen < session.pushed.size()) {
      apply(session.pushed.get(seen++));
    }
  }

  private void apply(Updates updates) {
    learn(updates.users());
    updates.updates().forEach(this::apply);
    assertThat(updates.date()).isGreaterThanOrEqualTo(date);
    date = updates.date();
    assertThat(updates.seq()).isZero();
  }

  /// Forgets the pushes that it got while it was away; then asks what it missed, in slices of `limit`.
  void catchUp(int limit) {
    seen = session.pushed.size();
    while (true) {
      switch (session.call(
          GetDifference.builder().pts(pts).ptsLimit(limit).date(date).qts(0).build())) {
        case DifferenceEmpty _ -> {
          return;
        }
        case DifferenceSlice slice -> {
          take(slice.users(), slice.newMessages(), slice.otherUpdates(), slice.intermediateState());
        }
        case Difference whole -> {
          take(whole.users(), whole.newMessages(), whole.otherUpdates(), whole.state());
          return;
        }
        case DifferenceTooLong _ -> throw new AssertionError("never too long");
      }
    }
  }

  private void take(
      List<TypeUser> named, List<TypeMessage> added, List<TypeUpdate> others, State state) {
    learn(named);
    added.forEach(this::put);
    others.forEach(this::show);
    assertThat(state.pts()).isGreaterThanOrEqualTo(pts);
    assertThat(state.date()).isGreaterThanOrEqualTo(date);
    pts = state.pts();
    date = state.date();
  }

  private void learn(List<TypeUser> named) {
    for (TypeUser user : named) {
      assertThat(((User) user).min()).isFalse();
      users.add(((User) user).id());
    }
  }

  private void apply(TypeUpdate update) {
    switch (update) {
      case UpdateNewMessage it -> step(it.pts(), it.ptsCount());
      case UpdateEditMessage it -> step(it.pts(), it.ptsCount());
      case UpdateDeleteMessages it -> step(it.pts(), it.ptsCount());
      case UpdateReadHistoryInbox it -> step(it.pts(), it.ptsCount());
      case UpdateReadHistoryOutbox it -> step(it.pts(), it.ptsCount());
      case UpdateFolderPeers it -> step(it.pts(), it.ptsCount());
      case UpdatePinnedMessages it -> step(it.pts(), it.ptsCount());
      default -> {}
    }
    show(update);
  }

  private void step(int newPts, int count) {
    assertThat(newPts - count).as("no gap and no repetition").isEqualTo(pts);
    pts = newPts;
  }

  private void show(TypeUpdate update) {
    switch (update) {
      case UpdateNewMessage it -> put(it.message());
      case UpdateEditMessage it -> put(it.message());
      default -> assertThat(belief.update(update)).as(update.tlName()).isTrue();
    }
  }

  private void put(TypeMessage message) {
    assertThat(users).contains(Belief.peer(message));
    belief.put(message);
  }

  /// All that can be seen of the account.
  record Picture(Belief.Picture chats, int pts) {
    int unread() {
      return chats.chats().values().stream().mapToInt(Belief.Chat::unread).sum();
    }
  }

  Picture picture() {
    return new Picture(belief.picture(), pts);
  }

  /// The account as a device sees it that knows nothing and asks for everything. What the list says of a chat is what its messages say.
  static Picture fresh(House.Session session) {
    long self = session.user().value();
    Belief.Picture chats =
        Belief.fetched(session, self, peer -> session.peer(new UserId(peer))).picture();
    for (int folder = 0; folder <= 1; folder++) {
      for (Dialog dialog : Belief.dialogs(session, folder)) {
        long peer = Belief.user(dialog.peer());
        var listed =
            new Belief.Chat(
                dialog.topMessage(),
                dialog.unreadCount(),
                peer == self ? 0 : dialog.readOutboxMaxId(),
                dialog.unreadMark(),
                dialog.folderId() != null);
        assertThat(listed).isEqualTo(chats.chats().get(peer));
        assertThat(dialog.draft()).isEqualTo(chats.drafts().get(peer));
      }
    }
    return new Picture(chats, session.call(new GetState()).pts());
  }
}
