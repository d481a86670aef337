package heliograph.core.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.core.Refusal;
import heliograph.tl.storage.StoredEntity;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTextTest {
  private static StoredEntity bold(int offset, int length) {
    return new StoredEntity(EntityKind.BOLD.number(), offset, length, null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "'see https://example.org/a?b=c, please', URL, https://example.org/a?b=c",
    "'example.com is there.', URL, example.com",
    "'write to ann@example.org now', EMAIL, ann@example.org",
    "'ask @some_one.', MENTION, @some_one",
    "'a #tag here', HASHTAG, #tag",
    "'про #тег тут', HASHTAG, #тег",
    "'/start now', BOT_COMMAND, /start"
  })
  void findsWhatTheTextSays(String text, EntityKind kind, String part) {
    List<StoredEntity> entities = MessageText.written(text, List.of()).entities();
    assertThat(entities).hasSize(1);
    StoredEntity found = entities.getFirst();
    assertThat(EntityKind.of(found.kind())).isEqualTo(kind);
    assertThat(text.substring(found.offset(), found.offset() + found.length())).isEqualTo(part);
  }

  @ParameterizedTest
  @CsvSource({"no 1.5 or 2/3", "a:b c#d e@", "#1234", "half/way", "end.Start"})
  void findsNothingElse(String text) {
    assertThat(MessageText.written(text, List.of()).entities()).isEmpty();
  }

  @Test
  void looksForNothingInCode() {
    var code = new StoredEntity(EntityKind.CODE.number(), 0, 19, null, null);
    assertThat(MessageText.written("https://example.org", List.of(code)).entities())
        .containsExactly(code);
  }

  @Test
  void sortsAndClampsEntities() {
    assertThat(MessageText.written("hello", List.of(bold(3, 9), bold(0, 2), bold(9, 1))).entities())
        .containsExactly(bold(0, 2), bold(3, 2));
  }

  @Test
  void refusesEntitiesThatSplitACharacterOrBeginBeforeTheText() {
    assertThatThrownBy(() -> MessageText.written("👍 yes", List.of(bold(1, 3))))
        .hasMessage(Refusal.ENTITY_BOUNDS_INVALID.name());
    assertThatThrownBy(() -> MessageText.written("yes", List.of(bold(-1, 3))))
        .hasMessage(Refusal.ENTITY_BOUNDS_INVALID.name());
  }

  @Test
  void boundsWhatTheEntitiesSayTogether() {
    int half = MessageText.MAX_ENTITY_TEXTS / 2;
    List<StoredEntity> most = List.of(link(0, half), link(1, half));
    assertThat(MessageText.written("yes", most).entities()).hasSize(2);
    assertThatThrownBy(() -> MessageText.written("yes", List.of(link(0, half + 1))))
        .hasMessage(Refusal.ENTITY_BOUNDS_INVALID.name());
    List<StoredEntity> more = List.of(link(0, half), link(1, half), link(2, 1));
    assertThatThrownBy(() -> MessageText.written("yes", more))
        .hasMessage(Refusal.ENTITIES_TOO_LONG.name());
    assertThatThrownBy(() -> MessageText.kept("yes", more, MessageText.MAX_QUOTE_LENGTH))
        .as("in a draft or a quote")
        .hasMessage(Refusal.ENTITIES_TOO_LONG.name());
  }

  @Test
  void boundsTheNumberOfEntities() {
    List<StoredEntity> most = Collections.nCopies(MessageText.MAX_ENTITIES, bold(0, 1));
    assertThat(MessageText.written("yes", most).entities()).containsExactly(bold(0, 1));
    List<StoredEntity> more = Collections.nCopies(MessageText.MAX_ENTITIES + 1, bold(0, 1));
    assertThatThrownBy(() -> MessageText.written("yes", more))
        .hasMessage(Refusal.ENTITIES_TOO_LONG.name());
  }

  private static StoredEntity link(int offset, int length) {
    return new StoredEntity(EntityKind.TEXT_URL.number(), offset, 1, "u".repeat(length), null);
  }

  @Test
  void countsLengthInCodeUnits() {
    assertThat(MessageText.written("👍".repeat(2048), List.of()).text()).hasSize(4096);
    assertThatThrownBy(() -> MessageText.written("👍".repeat(2048) + "x", List.of()))
        .hasMessage(Refusal.MESSAGE_TOO_LONG.name());
    assertThatThrownBy(() -> MessageText.written(" \n ", List.of()))
        .hasMessage(Refusal.MESSAGE_EMPTY.name());
  }

  @Test
  void takesTimeInProportionToAHostileText() {
    for (String piece : List.of("a.", "@", "a@", "#_", "/a", "https://", "a-", "1.1")) {
      assertThat(MessageText.written(piece.repeat(4096 / piece.length()), List.of()).entities())
          .hasSizeLessThanOrEqualTo(100);
    }
  }
}
