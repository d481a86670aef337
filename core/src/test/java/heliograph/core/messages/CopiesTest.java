package heliograph.core.messages;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.testing.PassingStore;
import heliograph.core.testing.PostOffice;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import heliograph.tl.storage.StoredCopy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A message is found by the id that it has on the other side, and reading is told, without going through the chat.
final class CopiesTest {
  private static final UserId ANN = new UserId(101);
  private static final UserId BOB = new UserId(102);

  @TempDir private Path folder;
  private PostOffice post;
  private int rowsRead;

  @BeforeEach
  void open() {
    post = new PostOffice(folder, CountedStore::new);
  }

  @AfterEach
  void close() {
    post.close();
  }

  @Test
  void isFoundAmongManyMessagesOfTheFindersOwn() {
    Sent first = say(ANN, BOB, 1).getFirst();
    var _ = say(BOB, ANN, 2000);
    rowsRead = 0;

    edit(first);

    assertThat(rowsRead).isLessThan(100);
    assertThat(post.texts(BOB, ANN)).contains("edited");
  }

  @Test
  void isFoundAtTheEndOfMuchThatTheFinderSaidUnheard() {
    var _ = say(BOB, ANN, 2000);
    Sent answer = say(ANN, BOB, 1).getFirst();
    Sent last = say(ANN, BOB, 1).getFirst();
    rowsRead = 0;

    edit(answer);
    edit(last);

    assertThat(rowsRead).isLessThan(200);
    assertThat(post.texts(BOB, ANN)).endsWith("edited", "edited");
  }

  @Test
  void readingStepByStepLooksAtEachMessageOnce() {
    var _ = say(ANN, BOB, 1);
    List<Integer> own = say(BOB, ANN, 1000).stream().map(Sent::id).toList();
    var _ = say(ANN, BOB, 10);
    rowsRead = 0;

    for (int id : own) {
      var _ = post.messages().read(BOB, null, ANN.value(), id);
    }

    assertThat(rowsRead).isLessThan(10 * own.size());
    post.settle();
    assertThat(post.read(BOB).peer(ANN.value()).unread()).isEqualTo(10);
    assertThat(post.read(ANN).peer(BOB.value()).readOutbox()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsEveryMessageThatIsThereAndNoOther(long seed) {
    Random random = new Random(seed);
    List<Sent> said = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boolean annSpeaks = random.nextInt(3) == 0;
      List<Sent> sent = annSpeaks ? say(ANN, BOB, 1) : say(BOB, ANN, 1 + random.nextInt(4));
      if (annSpeaks) {
        said.addAll(sent);
      }
      if (random.nextInt(5) == 0) {
        List<Integer> chat = post.chat(BOB, ANN).stream().map(History.Entry::id).toList();
        int gone = chat.get(random.nextInt(chat.size()));
        var _ = post.messages().delete(BOB, null, List.of(gone), false);
      }
      if (i == 30) {
        asItWasStoredBeforeAnythingWasHeard();
      }
    }

    for (Sent sent : said) {
      int found = Copies.find(post.read(BOB), ANN.value(), sent.id());
      int expected =
          post.chat(BOB, ANN).stream()
              .filter(it -> Integer.valueOf(sent.id()).equals(it.message().origin()))
              .mapToInt(History.Entry::id)
              .findFirst()
              .orElse(0);
      assertThat(found).as("seed %d, message %d", seed, sent.id()).isEqualTo(expected);
    }
    assertThat(Copies.find(post.read(BOB), ANN.value(), Integer.MAX_VALUE)).isZero();
  }

  /// The chat's rows as they are in data folders of an earlier version.
  private void asItWasStoredBeforeAnythingWasHeard() {
    post.mailboxes()
        .alter(
            BOB,
            change -> {
              Key chat = MailboxKeys.chat(ANN.value());
              for (Row row : change.scan(chat, chat.prefixEnd(), 10_000, Direction.FORWARD)) {
                if (Copies.copy(row).out()) {
                  change.put(row.key(), new StoredCopy(true, 0));
                }
              }
              change.putPeer(ANN.value(), change.peer(ANN.value()).toBuilder().heard(null).build());
            });
  }

  private List<Sent> say(UserId from, UserId to, int messages) {
    List<NewMessage> wanted =
        IntStream.range(0, messages).mapToObj(i -> post.message(to, "number " + i)).toList();
    List<Sent> sent = post.messages().send(from, null, wanted);
    post.settle();
    return sent;
  }

  private void edit(Sent sent) {
    var _ =
        post.messages().edit(ANN, null, BOB.value(), sent.id(), PostOffice.text("edited"), false);
    post.settle();
  }

  private final class CountedStore extends PassingStore {
    CountedStore(PartitionStore inner) {
      super(inner);
    }

    @Override
    public List<Row> scan(Partition partition, Key from, Key to, int limit, Direction direction) {
      List<Row> rows = super.scan(partition, from, to, limit, direction);
      rowsRead += rows.size();
      return rows;
    }
  }
}
