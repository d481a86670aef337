package heliograph.tl.generator;

import org.jspecify.annotations.Nullable;

/// A type as a field or a result names it.
///
/// @param name `int`, `Bool`, `Vector`, `#`, `!X`, or the name of a type or (when bare) of a constructor
/// @param element what a vector holds, else null
/// @param bare without an id before the value: `vector`, `%Type`, `future_salt`
public record TlType(String name, @Nullable TlType element, boolean bare) {
  public static final TlType FLAGS = new TlType("#", null, false);
  public static final TlType QUERY = new TlType("!X", null, false);

  public static TlType of(String name) {
    return new TlType(name, null, false);
  }

  public static TlType vectorOf(TlType element, boolean bare) {
    return new TlType("Vector", element, bare);
  }

  /// Reads `long`, `Vector<%Message>`, `vector<future_salt>`, `!X`.
  public static TlType parse(String text) {
    if (text.endsWith(">")) {
      int open = text.indexOf('<');
      String vector = text.substring(0, open);
      if (!vector.equalsIgnoreCase("vector")) {
        throw new SchemaException("unknown generic type " + text);
      }
      return vectorOf(parse(text.substring(open + 1, text.length() - 1)), vector.equals("vector"));
    }
    if (text.startsWith("%")) {
      return new TlType(text.substring(1), null, true);
    }
    boolean bare = Character.isLowerCase(text.charAt(text.lastIndexOf('.') + 1)) && !isBasic(text);
    return new TlType(text, null, bare);
  }

  public boolean isVector() {
    return element != null;
  }

  public boolean isFlags() {
    return name.equals("#");
  }

  public boolean isTrue() {
    return name.equals("true");
  }

  public boolean isQuery() {
    return name.equals("!X");
  }

  /// Neither a vector nor an object.
  public boolean isBasic() {
    return isBasic(name);
  }

  private static boolean isBasic(String name) {
    return switch (name) {
      case "int", "long", "double", "string", "bytes", "Bool", "true", "#", "int128", "int256" ->
          true;
      default -> false;
    };
  }

  /// The fewest bytes that a value takes.
  public int minBytes() {
    return switch (name) {
      case "long", "double" -> 8;
      case "int128" -> 16;
      case "int256" -> 32;
      case "true" -> 0;
      case "Vector" -> bare ? 4 : 8;
      default -> 4;
    };
  }

  @Override
  public String toString() {
    if (element != null) {
      return (bare ? "vector<" : "Vector<") + element + ">";
    }
    return bare && Character.isUpperCase(name.charAt(name.lastIndexOf('.') + 1))
        ? "%" + name
        : name;
  }
}
