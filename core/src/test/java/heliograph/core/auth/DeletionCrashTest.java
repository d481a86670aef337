package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.core.account.Contacts;
import heliograph.core.messages.MessageText;
import heliograph.core.messages.Messages;
import heliograph.core.messages.NewMessage;
import heliograph.core.testing.FlakyStore;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.store.StoreException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Wherever the process dies while an account is deleted, the account is there or gone whole, and those who knew it
/// are told.
final class DeletionCrashTest extends StoreTest {
  private static final int MAX_COMMITS = 20;

  @Test
  void aCrashAnywhereInADeletionLeavesNoRowsBehind() {
    boolean finished = false;
    int gone = 0;
    for (int commits = 0; !finished; commits++) {
      assertThat(commits).isLessThan(MAX_COMMITS);
      AuthKey key = world.freshKey();
      UserId ann = world.person(key, "Ann");
      UserId bob = world.person("Bob");
      world.contacts.add(ann, World.origin(), List.of(new Contacts.Entry(bob, null, "Bob", "")));
      new Messages(world.mailboxes).send(ann, null, List.of(hello(bob)));
      finished = !crashesAfter(commits, ann);

      World after = restarted();
      clock.advance(Duration.ofSeconds(11));
      after.due.sweep();
      if (after.accounts.named(ann).deleted()) {
        gone++;
        assertThat(rows(ann)).extracting(row -> row.key().tag()).containsExactly('A', 'g');
        assertThat(after.accounts.named(bob).followers()).isEmpty();
        assertThat(after.keys.use(key.id()).user()).isNull();
      } else {
        assertThat(after.logIns.list(ann)).hasSize(1);
      }
      world = after;
    }
    assertThat(gone).isGreaterThanOrEqualTo(2);
  }

  private boolean crashesAfter(int commits, UserId user) {
    FlakyStore crashing = FlakyStore.dyingAfter(store, commits);
    World before = new World(crashing, clock, SignUpMode.INVITE);
    try {
      before.logIns.delete(user);
    } catch (StoreException crash) {
      assertThat(crashing.failed()).isTrue();
    }
    return crashing.failed();
  }

  private List<Row> rows(UserId user) {
    return store.scan(user.partition(), Key.FIRST, Key.LAST, 100, Direction.FORWARD);
  }

  private static NewMessage hello(UserId to) {
    return new NewMessage(
        to, 1, MessageText.written("hello", List.of()), null, null, false, false, false);
  }
}
