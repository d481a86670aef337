package heliograph.core.messages;

import heliograph.tl.storage.StoredEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what a text says by its form: links, addresses, mentions, hashtags, bot commands.
final class TextScan {
  private static final int MAX_FOUND = 100;

  /// Without one of these there is nothing to find, which is so for most texts.
  private static final String SIGNS = "@#/.:";

  private record Form(EntityKind kind, Pattern pattern) {}

  // All repetitions are possessive or bounded: the time is linear in the text.
  private static final List<Form> FORMS =
      List.of(
          new Form(
              EntityKind.URL,
              Pattern.compile(
                  "(?<![\\p{L}\\p{N}_@.])(?:(?:https?|tg|ftp)://[^\\s<>\"«»“”]{1,2000}+"
                      + "|(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62}+)\\.){1,8}(?:com|org|net|edu|gov|info|io|me|dev|app|biz|int|рф|"
                      + "ru|ua|by|kz|cn|jp|kr|tw|hk|in|ir|de|fr|uk|it|es|nl|be|ch|at|pl|cz|se|no|fi|dk|pt|gr|tr|br|ar|mx|us|ca|au|nz|eu|tv|co|ai|xyz|online|site|news)"
                      + "(?![\\p{L}\\p{N}_@-])(?::\\d{1,5})?(?:[/?#][^\\s<>\"«»“”]{0,2000}+)?)",
                  Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)),
          new Form(
              EntityKind.EMAIL,
              Pattern.compile(
                  "(?<![\\p{L}\\p{N}_.+-])[A-Za-z0-9_+-](?:[A-Za-z0-9_.+-]{0,63})@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9_-])")),
          new Form(
              EntityKind.MENTION,
              Pattern.compile(
                  "(?<![\\p{L}\\p{N}_@/.])@[A-Za-z][A-Za-z0-9_]{2,31}(?![A-Za-z0-9_])")),
          new Form(
              EntityKind.HASHTAG,
              Pattern.compile(
                  "(?<![\\p{L}\\p{N}_#/])#(?=[\\p{N}_]{0,255}\\p{L})[\\p{L}\\p{M}\\p{N}_]{1,256}")),
          new Form(
              EntityKind.BOT_COMMAND,
              Pattern.compile(
                  "(?<![\\p{L}\\p{N}_/:.>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?(?![\\p{L}\\p{N}_/])")));

  private TextScan() {}

  /// The entities that the text has by itself, where none of the given ones says otherwise.
  static List<StoredEntity> found(String text, List<StoredEntity> given) {
    List<StoredEntity> found = new ArrayList<>();
    if (!hasSign(text)) {
      return found;
    }
    for (Form form : FORMS) {
      Matcher matcher = form.pattern.matcher(text);
      while (found.size() < MAX_FOUND && matcher.find()) {
        int end = form.kind == EntityKind.URL ? trimmed(text, matcher) : matcher.end();
        StoredEntity entity = entity(form.kind, matcher.start(), end - matcher.start());
        if (given.stream().noneMatch(it -> forbids(it, entity))
            && found.stream().noneMatch(it -> overlap(it, entity))) {
          found.add(entity);
        }
      }
    }
    return found;
  }

  private static boolean hasSign(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (SIGNS.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /// A full stop or bracket at the end belongs to the sentence, not to the link.
  private static int trimmed(String text, Matcher url) {
    int end = url.end();
    int opened = text.indexOf('(', url.start());
    while (end > url.start() + 1 && ".,:;!?'\")]}…".indexOf(text.charAt(end - 1)) >= 0) {
      if (text.charAt(end - 1) == ')' && opened >= 0 && opened < end) {
        break;
      }
      end--;
    }
    return end;
  }

  private static StoredEntity entity(EntityKind kind, int offset, int length) {
    return StoredEntity.builder().kind(kind.number()).offset(offset).length(length).build();
  }

  private static boolean forbids(StoredEntity given, StoredEntity found) {
    return EntityKind.of(given.kind()).literal() && overlap(given, found);
  }

  private static boolean overlap(StoredEntity a, StoredEntity b) {
    return a.offset() < b.offset() + b.length() && b.offset() < a.offset() + a.length();
  }
}
