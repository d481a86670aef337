package heliograph.core.messages;

import heliograph.core.Refusal;
import heliograph.tl.storage.StoredEntity;
import heliograph.tl.storage.StoredMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A text and its entities, checked: the entities lie within the text, are sorted and bounded in number. Offsets and
/// lengths are in UTF-16 code units (https://core.telegram.org/api/entities).
public record MessageText(String text, List<StoredEntity> entities) {
  public static final int MAX_LENGTH = 4096;
  public static final int MAX_QUOTE_LENGTH = 1024;
  public static final int MAX_ENTITIES = 1000;
  private static final int MAX_ENTITY_TEXT = 4096;

  /// The same of all entities together: a page of such messages still fits into one answer.
  static final int MAX_ENTITY_TEXTS = 8192;

  private static final Comparator<StoredEntity> BY_PLACE =
      Comparator.comparingInt(StoredEntity::offset)
          .thenComparing(Comparator.comparingInt(StoredEntity::length).reversed())
          .thenComparingInt(StoredEntity::kind);

  /// The text that somebody wants to send. Links, mentions and the like in it become entities.
  public static MessageText written(String text, List<StoredEntity> entities) {
    if (text.isBlank()) {
      throw Refusal.MESSAGE_EMPTY.exception();
    }
    List<StoredEntity> checked = checked(text, entities, MAX_LENGTH);
    List<StoredEntity> all = new ArrayList<>(checked);
    all.addAll(TextScan.found(text, checked));
    all.sort(BY_PLACE);
    return new MessageText(text, List.copyOf(all));
  }

  /// A text that may be empty and is kept as it is, such as a draft or a quote.
  public static MessageText kept(String text, List<StoredEntity> entities, int maxLength) {
    return new MessageText(text, checked(text, entities, maxLength));
  }

  /// What a message says, as far as a quote may go.
  static MessageText beginning(StoredMessage message) {
    String text = message.text();
    int end = Math.min(text.length(), MAX_QUOTE_LENGTH);
    if (splitsCharacter(text, end)) {
      end--;
    }
    int length = end;
    List<StoredEntity> entities = message.entities();
    return new MessageText(
        text.substring(0, length),
        entities == null
            ? List.of()
            : entities.stream().filter(it -> it.offset() + it.length() <= length).toList());
  }

  private static List<StoredEntity> checked(
      String text, List<StoredEntity> entities, int maxLength) {
    if (text.length() > maxLength) {
      throw Refusal.MESSAGE_TOO_LONG.exception();
    }
    if (entities.isEmpty()) {
      return List.of();
    }
    if (entities.size() > MAX_ENTITIES) {
      throw Refusal.ENTITIES_TOO_LONG.exception();
    }
    long texts = 0;
    for (StoredEntity entity : entities) {
      String more = entity.text();
      texts += more == null ? 0 : more.length();
    }
    if (texts > MAX_ENTITY_TEXTS) {
      throw Refusal.ENTITIES_TOO_LONG.exception();
    }
    return entities.stream()
        .map(entity -> clamped(text, entity))
        .filter(entity -> entity.length() > 0)
        .sorted(BY_PLACE)
        .distinct()
        .toList();
  }

  private static StoredEntity clamped(String text, StoredEntity entity) {
    String more = entity.text();
    if (entity.offset() < 0
        || entity.length() < 0
        || (more != null && more.length() > MAX_ENTITY_TEXT)) {
      throw Refusal.ENTITY_BOUNDS_INVALID.exception();
    }
    int from = Math.min(entity.offset(), text.length());
    int to = (int) Math.min((long) entity.offset() + entity.length(), text.length());
    if (splitsCharacter(text, from) || splitsCharacter(text, to)) {
      throw Refusal.ENTITY_BOUNDS_INVALID.exception();
    }
    return to - from == entity.length()
        ? entity
        : entity.toBuilder().offset(from).length(to - from).build();
  }

  private static boolean splitsCharacter(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isHighSurrogate(text.charAt(index - 1))
        && Character.isLowSurrogate(text.charAt(index));
  }
}
