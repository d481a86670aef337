package heliograph.core.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.core.Records;
import heliograph.core.Refusal;
import heliograph.core.RefusedException;
import heliograph.core.UserId;
import heliograph.core.testing.FlakyStore;
import heliograph.core.testing.FlakyStore.Fate;
import heliograph.core.testing.PostOffice;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.store.StoreException;
import heliograph.tl.storage.StoredDraftNews;
import heliograph.tl.storage.StoredReadInbox;
import heliograph.tl.storage.StoredSent;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxesTest {
  private static final UserId ANN = new UserId(1);
  private static final Key COUNTER = Key.of('Z');

  @TempDir Path folder;

  @Test
  void runsOneCommandAtATime() throws Exception {
    try (PostOffice post = new PostOffice(folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Whoever hands over needs somebody to take it: here a thread.
      Mailboxes mailboxes = post.mailboxes();
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        counts.add(threads.submit(() -> mailboxes.change(ANN, MailboxesTest::count)));
      }
      List<Integer> seen = new ArrayList<>();
      for (Future<Integer> count : counts) {
        while (!count.isDone()) {
          post.step();
          Thread.onSpinWait();
        }
        seen.add(count.get());
      }
      assertThat(seen.stream().sorted().toList())
          .isEqualTo(IntStream.rangeClosed(1, 500).boxed().toList());
    }
  }

  private static int count(MailboxChange change) {
    StoredSent known = change.get(COUNTER, StoredSent.class);
    int next = known == null ? 1 : known.id() + 1;
    change.put(COUNTER, new StoredSent(next, 0, 0));
    return next;
  }

  @Test
  void leavesNothingOfACommandThatThrows() {
    try (PostOffice post = new PostOffice(folder)) {
      assertThatThrownBy(() ->
              post.mailboxes()
                  .change(
                      ANN,
                      change -> {
                        count(change);
                        var _ = change.event(new StoredReadInbox(2, 3, 4));
                        throw Refusal.MESSAGE_EMPTY.exception();
                      }))
          .isInstanceOf(RefusedException.class);
      assertThat(post.read(ANN).get(COUNTER)).isNull();
      assertThat(post.read(ANN).pts()).isEqualTo(MailboxChange.FIRST_PTS);
      assertThat(post.mailboxes().change(ANN, MailboxesTest::count)).isEqualTo(1);
    }
  }

  @Test
  void goesOnAfterAFailureOfTheStore() {
    Queue<Fate> fates =
        new ArrayDeque<>(List.of(Fate.HAPPENS, Fate.FAILS_AFTER, Fate.FAILS_BEFORE));
    try (PostOffice post =
        new PostOffice(
            folder,
            store ->
                new FlakyStore(store, () -> fates.isEmpty() ? Fate.HAPPENS : fates.remove()))) {
      Mailboxes mailboxes = post.mailboxes();
      assertThat(mailboxes.change(ANN, MailboxesTest::count)).isEqualTo(1);
      assertThatThrownBy(() -> mailboxes.change(ANN, MailboxesTest::count))
          .isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> mailboxes.change(ANN, MailboxesTest::count))
          .isInstanceOf(StoreException.class);
      assertThat(mailboxes.change(ANN, MailboxesTest::count)).isEqualTo(3);
    }
  }

  @Test
  void readsAnewWhatAnotherWriterHasWritten() {
    try (PostOffice post = new PostOffice(folder)) {
      Mailboxes first = post.mailboxes();
      assertThat(first.change(ANN, MailboxesTest::count)).isEqualTo(1);
      post.crash();
      assertThat(post.mailboxes().change(ANN, MailboxesTest::count)).isEqualTo(2);
      assertThat(first.change(ANN, MailboxesTest::count)).isEqualTo(3);
    }
  }

  @Test
  void seesItsOwnChangesInScans() {
    try (PostOffice post = new PostOffice(folder)) {
      post.mailboxes()
          .alter(
              ANN,
              change -> {
                for (int i = 0; i < 5; i++) {
                  change.put(Key.of('Y').int32(i), new StoredSent(i, 0, 0));
                }
              });
      List<Integer> seen =
          post.mailboxes()
              .change(
                  ANN,
                  change -> {
                    change.delete(Key.of('Y').int32(4));
                    change.delete(Key.of('Y').int32(1));
                    change.put(Key.of('Y').int32(7), new StoredSent(7, 0, 0));
                    List<Integer> ids = new ArrayList<>();
                    for (Row row : change.scan(Key.of('Y'), Key.of('Z'), 3, Direction.BACKWARD)) {
                      ids.add(Records.read(row.value(), StoredSent.class).id());
                    }
                    return ids;
                  });
      assertThat(seen).containsExactly(7, 3, 2);
    }
  }

  @Test
  void tellsOfEachChangeWithItsPts() {
    try (PostOffice post = new PostOffice(folder)) {
      List<MailboxNews> told = new ArrayList<>();
      post.mailboxes().listen(told::add);
      Origin origin = new Origin(5, 6);
      post.mailboxes()
          .change(
              ANN,
              origin,
              change -> {
                change.notice(new StoredDraftNews(9));
                return change.event(new StoredReadInbox(2, 3, 4));
              });
      assertThat(told).hasSize(1);
      assertThat(told.getFirst().origin()).isEqualTo(origin);
      assertThat(told.getFirst().events())
          .containsExactly(
              new MailboxNews.Event(0, 0, new StoredDraftNews(9)),
              new MailboxNews.Event(2, 1, new StoredReadInbox(2, 3, 4)));
    }
  }

  @Test
  void keepsOneNoticeOfEachThing() {
    try (PostOffice post = new PostOffice(folder)) {
      for (int i = 0; i < 3; i++) {
        post.pass(10);
        post.mailboxes().alter(ANN, change -> change.notice(new StoredDraftNews(9)));
      }
      assertThat(
              post.read(ANN)
                  .scan(
                      MailboxKeys.NOTICES, MailboxKeys.NOTICES.prefixEnd(), 10, Direction.FORWARD))
          .hasSize(1);
    }
  }

  @Test
  void dropsWhatIsDeliveredToAnErasedMailbox() {
    UserId bob = new UserId(2);
    try (PostOffice post = new PostOffice(folder)) {
      post.send(ANN, bob, "one");
      post.settle();
      post.mailboxes().erase(bob);
      assertThat(post.texts(bob, ANN)).isEmpty();
      post.send(ANN, bob, "two");
      post.settle();
      assertThat(post.texts(bob, ANN)).isEmpty();
      post.pass(60);
      post.due().sweep();
      assertThat(
              post.read(ANN)
                  .scan(MailboxKeys.OUTBOX, MailboxKeys.OUTBOX.prefixEnd(), 10, Direction.FORWARD))
          .isEmpty();
    }
  }
}
