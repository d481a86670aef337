package heliograph.core.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.core.Refusal;
import heliograph.tl.storage.StoredMessage;
import org.junit.jupiter.api.Test;

/// When a message was read is looked for in so much of the log and no more.
final class ReadDatesTest extends PostOfficeTest {
  private static final int ROWS = 600;

  @Test
  void isFoundBehindManyShortMessages() {
    int id = readBehindMessagesOf(10);
    assertThat(ReadDates.of(post.read(ANN), BOB.value(), id, now())).isEqualTo(now());
  }

  @Test
  void isGivenUpBehindManyLongMessages() {
    int id = readBehindMessagesOf(40_000);
    assertThatThrownBy(() -> ReadDates.of(post.read(ANN), BOB.value(), id, now()))
        .hasMessage(Refusal.MESSAGE_TOO_OLD.name());
  }

  private int readBehindMessagesOf(int length) {
    int id = post.send(ANN, BOB, "hello").id();
    post.settle();
    StoredMessage other =
        StoredMessage.builder().peer(CAT.value()).date(now()).text("x".repeat(length)).build();
    post.mailboxes()
        .alter(
            ANN,
            change -> {
              for (int i = 0; i < ROWS; i++) {
                var _ = change.event(other);
              }
            });
    var _ = post.messages().read(BOB, null, ANN.value(), 0);
    post.settle();
    return id;
  }

  private int now() {
    return post.mailboxes().now();
  }
}
