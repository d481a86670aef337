package heliograph.core.messages;

import heliograph.core.Records;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxReader;
import heliograph.store.Direction;
import heliograph.store.Row;
import heliograph.tl.storage.StoredEntity;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredWords;
import heliograph.tl.storage.TypeStoredEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The words of the messages whose ids begin alike: ids of one block share all but the last eight bits. A block is made
/// when a search first comes by and the log has gone beyond it; an edit or deletion in it throws it away.
final class WordBlock {
  static final int BITS = 8;
  static final int SIZE = 1 << BITS;

  private WordBlock() {}

  static StoredWords of(MailboxReader mailbox, int block) {
    Map<String, ByteArrayOutputStream> places = new TreeMap<>();
    for (Row row :
        mailbox.scan(
            MailboxKeys.event(block << BITS),
            MailboxKeys.event((block + 1) << BITS),
            SIZE,
            Direction.FORWARD)) {
      if (Records.read(row.value(), TypeStoredEvent.class) instanceof StoredMessage message) {
        int place = MailboxKeys.ptsOf(row.key()) & (SIZE - 1);
        for (String word : words(message)) {
          places.computeIfAbsent(word, _ -> new ByteArrayOutputStream(4)).write(place);
        }
      }
    }
    List<byte[]> bytes = new ArrayList<>(places.size());
    places.values().forEach(it -> bytes.add(it.toByteArray()));
    return new StoredWords(List.copyOf(places.keySet()), bytes);
  }

  static Set<String> words(StoredMessage message) {
    Set<String> words = Words.of(message.text());
    if (hasLink(message)) {
      words.add(Words.LINK);
    }
    return words;
  }

  private static boolean hasLink(StoredMessage message) {
    List<StoredEntity> entities = message.entities();
    return entities != null
        && entities.stream()
            .map(entity -> EntityKind.of(entity.kind()))
            .anyMatch(kind -> kind == EntityKind.URL || kind == EntityKind.TEXT_URL);
  }

  /// The places of the messages that have a word beginning with each of the asked ones.
  static BitSet matches(StoredWords block, List<String> asked) {
    BitSet all = new BitSet(SIZE);
    all.set(0, SIZE);
    for (String beginning : asked) {
      BitSet some = new BitSet(SIZE);
      int at = Collections.binarySearch(block.words(), beginning);
      for (int i = at < 0 ? -at - 1 : at;
          i < block.words().size() && block.words().get(i).startsWith(beginning);
          i++) {
        for (byte place : block.places().get(i)) {
          some.set(Byte.toUnsignedInt(place));
        }
      }
      all.and(some);
    }
    return all;
  }
}
