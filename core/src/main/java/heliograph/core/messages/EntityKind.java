package heliograph.core.messages;

/// What a stretch of text is. The numbers are stored: they never change.
public enum EntityKind {
  UNKNOWN(0),
  MENTION(1),
  HASHTAG(2),
  BOT_COMMAND(3),
  URL(4),
  EMAIL(5),
  BOLD(6),
  ITALIC(7),
  CODE(8),
  /// `text` is the language.
  PRE(9),
  /// `text` is the address.
  TEXT_URL(10),
  /// `id` is the user.
  MENTION_NAME(11),
  PHONE(12),
  CASHTAG(13),
  UNDERLINE(14),
  STRIKE(15),
  BANK_CARD(16),
  SPOILER(17),
  /// `id` is the emoji's document.
  CUSTOM_EMOJI(18),
  BLOCKQUOTE(19),
  COLLAPSED_BLOCKQUOTE(20);

  private static final EntityKind[] BY_NUMBER = values();
  private final int number;

  EntityKind(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /// The kind with a number; what a newer server stored is unknown to an older one.
  public static EntityKind of(int number) {
    return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNKNOWN;
  }

  /// Whether the text inside is meant as it stands, so that nothing is looked for in it.
  boolean literal() {
    return switch (this) {
      case CODE, PRE, TEXT_URL, MENTION_NAME, CUSTOM_EMOJI, MENTION, URL, EMAIL -> true;
      case UNKNOWN,
          HASHTAG,
          BOT_COMMAND,
          BOLD,
          ITALIC,
          PHONE,
          CASHTAG,
          UNDERLINE,
          STRIKE,
          BANK_CARD,
          SPOILER,
          BLOCKQUOTE,
          COLLAPSED_BLOCKQUOTE ->
          false;
    };
  }
}
