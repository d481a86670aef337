package heliograph.core.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A chat of ten messages, `m0` to `m9`, one every ten seconds; other chats go on between them.
class HistoryTest extends PostOfficeTest {
  private final int[] ids = new int[10];
  private int start;

  @BeforeEach
  void fill() {
    start = post.mailboxes().now();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = post.send(ANN, BOB, "m" + i).id();
      var _ = post.send(ANN, CAT, "other");
      post.pass(10);
    }
  }

  private String page(int offsetId, int offsetDate, int add, int limit, int maxId, int minId) {
    List<String> texts =
        History.page(
                post.read(ANN),
                BOB.value(),
                new History.Window(offsetId, offsetDate, add, limit, maxId, minId))
            .stream()
            .map(entry -> entry.message().text().substring(1))
            .toList();
    return String.join("", texts);
  }

  @Test
  void givesTheNewestFirst() {
    assertThat(page(0, 0, 0, 4, 0, 0)).isEqualTo("9876");
  }

  @Test
  void goesOnBelowAnOffset() {
    assertThat(page(ids[6], 0, 0, 3, 0, 0)).isEqualTo("543");
    assertThat(page(ids[6], 0, 2, 3, 0, 0)).isEqualTo("321");
  }

  @Test
  void looksAroundAMessage() {
    assertThat(page(ids[5], 0, -3, 6, 0, 0)).isEqualTo("765432");
    assertThat(page(ids[5], 0, -3, 2, 0, 0)).isEqualTo("76");
    assertThat(page(ids[8], 0, -5, 6, 0, 0)).isEqualTo("987");
    assertThat(page(ids[0], 0, -2, 2, 0, 0)).isEqualTo("10");
  }

  @Test
  void beginsAtADate() {
    assertThat(page(0, start + 30, 0, 2, 0, 0)).isEqualTo("21");
    assertThat(page(0, start + 31, 0, 2, 0, 0)).isEqualTo("32");
    assertThat(page(0, start + 1000, 0, 2, 0, 0)).isEqualTo("98");
    assertThat(page(0, start, 0, 2, 0, 0)).isEmpty();
  }

  @Test
  void staysWithinIds() {
    assertThat(page(0, 0, 0, 10, ids[5], ids[2])).isEqualTo("43");
    assertThat(page(ids[6], 0, 0, 10, ids[5], ids[2])).isEqualTo("43");
  }
}
