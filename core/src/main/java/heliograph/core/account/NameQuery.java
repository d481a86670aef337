package heliograph.core.account;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What somebody types to find a person: each word has to begin a word of the name.
record NameQuery(List<String> words) {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Punct}&&[^_]]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  static NameQuery of(String typed) {
    return new NameQuery(split(typed));
  }

  boolean matches(String name) {
    List<String> parts = split(name);
    return !words.isEmpty()
        && words.stream().allMatch(word -> parts.stream().anyMatch(part -> part.startsWith(word)));
  }

  private static List<String> split(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return BETWEEN_WORDS
        .splitAsStream(plain.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
