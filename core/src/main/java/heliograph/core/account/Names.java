package heliograph.core.account;

import heliograph.core.Refusal;
import java.text.BreakIterator;
import java.util.Locale;

/// What people may call themselves.
public final class Names {
  public static final int MAX_NAME = 64;
  public static final int MAX_ABOUT = 70;
  public static final int MAX_NOTE = 128;

  private static final int MIN_USERNAME = 5;
  private static final int MAX_USERNAME = 32;

  private Names() {}

  /// A first name: something must be left of it once it is cleaned.
  static String first(String typed) {
    String name = clean(typed, MAX_NAME);
    if (name.isEmpty()) {
      throw Refusal.FIRSTNAME_INVALID.exception();
    }
    return name;
  }

  /// A name that may be empty: a last name, or either one that a contact is written down with.
  static String optional(String typed) {
    return clean(typed, MAX_NAME);
  }

  static String about(String typed) {
    if (typed.codePointCount(0, typed.length()) > MAX_ABOUT) {
      throw Refusal.ABOUT_TOO_LONG.exception();
    }
    return clean(typed, MAX_ABOUT);
  }

  static String note(String typed) {
    return clean(typed, MAX_NOTE);
  }

  /// A user name in the form it is shown in: Latin letters, digits and underscores, a letter first.
  static String username(String typed) {
    if (typed.length() < MIN_USERNAME
        || typed.length() > MAX_USERNAME
        || !typed.matches("[A-Za-z][A-Za-z0-9_]*[A-Za-z0-9]")
        || typed.contains("__")) {
      throw Refusal.USERNAME_INVALID.exception();
    }
    return typed;
  }

  /// User names that differ only in case are one.
  static String folded(String username) {
    return username.toLowerCase(Locale.ROOT);
  }

  /// Control characters and those that turn the direction of what follows become blanks; blanks are drawn together;
  /// what is too long ends with its last whole character.
  private static String clean(String typed, int max) {
    String plain =
        typed.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\s]+", " ").strip();
    if (plain.length() <= max) {
      return plain;
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(plain);
    int end = characters.isBoundary(max) ? max : characters.preceding(max);
    return plain.substring(0, end).strip();
  }
}
