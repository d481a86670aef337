package heliograph.core.messages;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.testing.PostOffice;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest extends PostOfficeTest {
  private List<String> found(String text) {
    return found(new Search.Question(text, null, null, null, Search.Kind.ANY, 0, 0));
  }

  private List<String> found(Search.Question question) {
    return new Search(post.mailboxes())
        .find(ANN, question).ids().stream()
            .map(id -> Copies.message(post.read(ANN), id))
            .map(message -> message == null ? "-" : message.text())
            .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "hel, Hello world",
    "WORLD hello, Hello world",
    "прив, Привет как дела",
    "ёлка, У нас елка",
    "天气, 今天天气很好",
    "好, 今天天气很好",
    "天, 今天天气很好",
    "カナ, ひらがなとカタカナ",
    "สวัส, สวัสดีครับ",
    "안녕, 안녕하세요 여러분",
    "مرحب, مرحبا بالعالم",
    "🔥, so hot 🔥",
    "ﬁne, a fine day",
    "?!, what?! now"
  })
  void findsTextsInAnyScript(String asked, String text) {
    var _ = post.send(ANN, BOB, "something else");
    var _ = post.send(ANN, BOB, text);
    assertThat(found(asked)).containsExactly(text);
  }

  @Test
  void looksAtFewerMessagesWhereTheyAreLong() {
    String text = "long ".repeat(800).strip();
    MessageText message = PostOffice.text(text);
    for (int i = 0; i < 10; i++) {
      long first = 1000L * (i + 1);
      var _ =
          post.messages()
              .send(
                  ANN,
                  null,
                  LongStream.range(first, first + 100)
                      .mapToObj(
                          id -> new NewMessage(ANN, id, message, null, null, false, false, false))
                      .toList());
    }
    Search.Found found =
        new Search(post.mailboxes())
            .find(ANN, new Search.Question("long", null, null, null, Search.Kind.ANY, 0, 0));
    assertThat(found.complete()).isFalse();
    assertThat(found.ids()).hasSizeBetween(900, 999);
  }

  @Test
  void findsNothingThatIsNotThere() {
    var _ = post.send(ANN, BOB, "今天天气很好 hello");
    assertThat(found("天好")).isEmpty();
    assertThat(found("ello")).isEmpty();
    assertThat(found("hello goodbye")).isEmpty();
  }

  @Test
  void findsTheSameWithAndWithoutTheWordsOfABlock() {
    for (int i = 0; i < 700; i++) {
      var _ = post.send(ANN, i % 2 == 0 ? BOB : CAT, "word" + (i % 50) + " number" + i);
    }
    List<String> first = found("word7");
    assertThat(first).hasSize(14 * 1).allMatch(text -> text.startsWith("word7 "));
    assertThat(found("word7")).isEqualTo(first);
    assertThat(found(new Search.Question("word4", BOB.value(), null, null, Search.Kind.ANY, 0, 0)))
        .isNotEmpty()
        .allMatch(text -> text.startsWith("word4"));
  }

  @Test
  void heedsEditsAndDeletionsInABlockThatWasSearched() {
    int edited = post.send(ANN, BOB, "strawberry").id();
    int deleted = post.send(ANN, BOB, "strawberry too").id();
    for (int i = 0; i < 300; i++) {
      var _ = post.send(ANN, BOB, "filler");
    }
    assertThat(found("straw")).hasSize(2);
    post.messages().edit(ANN, null, BOB.value(), edited, PostOffice.text("raspberry"), false);
    post.messages().delete(ANN, null, List.of(deleted), false);
    assertThat(found("straw")).isEmpty();
    assertThat(found("rasp")).containsExactly("raspberry");
  }

  @Test
  void filtersByAuthorDateAndLink() {
    var _ = post.send(BOB, ANN, "apple from bob");
    post.settle();
    post.pass(100);
    int date = post.mailboxes().now();
    var _ = post.send(ANN, BOB, "apple from ann, see https://example.org/apple");
    Long bob = BOB.value();
    assertThat(found(new Search.Question("apple", bob, bob, null, Search.Kind.ANY, 0, 0)))
        .containsExactly("apple from bob");
    assertThat(found(new Search.Question("", bob, ANN.value(), null, Search.Kind.ANY, 0, 0)))
        .hasSize(1);
    assertThat(found(new Search.Question("apple", null, null, null, Search.Kind.ANY, date, 0)))
        .hasSize(1);
    assertThat(found(new Search.Question("apple", null, null, null, Search.Kind.ANY, 0, date - 1)))
        .containsExactly("apple from bob");
    assertThat(found(new Search.Question("", bob, null, null, Search.Kind.LINKS, 0, 0))).hasSize(1);
  }
}
