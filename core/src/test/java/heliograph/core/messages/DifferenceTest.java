package heliograph.core.messages;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.mailbox.MailboxChange;
import heliograph.tl.storage.StoredBlockNews;
import heliograph.tl.storage.StoredNotice;
import heliograph.tl.storage.StoredPinNews;
import heliograph.tl.storage.StoredPinOrderNews;
import heliograph.tl.storage.TypeStoredEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What happened within one second, to a device that was away.
class DifferenceTest extends PostOfficeTest {
  @Test
  void saysWhetherSomebodyIsBlockedAndNotHowThatCameAbout() {
    for (boolean blocked : new boolean[] {true, false, true, false}) {
      post.mailboxes().alter(ANN, change -> block(change, blocked));
    }
    assertThat(missed()).containsExactly(new StoredBlockNews(BOB.value(), false));
    post.mailboxes().alter(ANN, change -> block(change, true));
    assertThat(missed()).containsExactly(new StoredBlockNews(BOB.value(), true));
  }

  @Test
  void tellsTheOrderOfPinnedChatsAndNotWhichWasPinnedLast() {
    post.mailboxes().alter(ANN, change -> change.notice(new StoredPinNews(BOB.value())));
    post.mailboxes().alter(ANN, change -> change.notice(new StoredPinNews(CAT.value())));
    assertThat(missed()).containsExactly(new StoredPinOrderNews(Dialogs.MAIN));
  }

  private static void block(MailboxChange change, boolean blocked) {
    long bob = BOB.value();
    change.putPeer(bob, change.peer(bob).toBuilder().blocked(blocked).build());
    change.notice(new StoredBlockNews(bob, blocked));
  }

  private List<TypeStoredEvent> missed() {
    return Difference.after(post.read(ANN), 1, 0, 100).notices().stream()
        .map(StoredNotice::event)
        .toList();
  }
}
