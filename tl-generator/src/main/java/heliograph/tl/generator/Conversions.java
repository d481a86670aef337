package heliograph.tl.generator;

import org.jspecify.annotations.Nullable;

/// The type changes that need no rule: between numbers, and between `Bool` and `true`.
final class Conversions {
  private Conversions() {}

  /// An expression of type `to` for a value of type `from` that is not null, or null if there is none.
  static @Nullable String convert(TlType from, TlType to, String value) {
    if (from.equals(to) || (isBoolean(from) && isBoolean(to))) {
      return value;
    }
    if (isNumber(from) && isNumber(to)) {
      return switch (to.name()) {
        case "int" -> "(int) " + value;
        case "long" -> "(long) " + value;
        default -> "(double) " + value;
      };
    }
    return null;
  }

  private static boolean isBoolean(TlType type) {
    return type.name().equals("Bool") || type.name().equals("true");
  }

  private static boolean isNumber(TlType type) {
    return switch (type.name()) {
      case "int", "long", "double" -> true;
      default -> false;
    };
  }
}
