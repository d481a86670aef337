package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which part of the schema a program speaks, from a file that it keeps: `web/schema/in-use.txt`.
///
/// A line is the name of a method, or of a constructor that no method leads to; or `Type = constructor ...`, which says that
/// of this type only these constructors are in use. `#` begins a comment, and a line that is indented goes on with the last.
///
/// @param names all of them
/// @param first those above the line `---`: what is needed before the rest may have come
record InUse(Set<String> names, Set<String> first, Map<String, Set<String>> only) {

  private static final String END_OF_FIRST = "---";

  static InUse parse(List<String> lines) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> first = Set.of();
    Map<String, Set<String>> only = new TreeMap<>();
    for (String line : joined(lines)) {
      int equals = line.indexOf('=');
      if (line.equals(END_OF_FIRST)) {
        first = Set.copyOf(names);
      } else if (equals < 0) {
        if (!names.add(line)) {
          throw new SchemaException(line + " is in use twice");
        }
      } else {
        String type = line.substring(0, equals).strip();
        String constructors = line.substring(equals + 1).strip();
        if (only.put(type, new TreeSet<>(List.of(constructors.split("\\s+", -1)))) != null) {
          throw new SchemaException("two lists of what is in use of " + type);
        }
      }
    }
    return new InUse(names, first, only);
  }

  private static List<String> joined(List<String> lines) {
    List<String> joined = new ArrayList<>();
    for (String raw : lines) {
      String line = raw.contains("#") ? raw.substring(0, raw.indexOf('#')) : raw;
      if (!line.isBlank()) {
        if (line.startsWith(" ")) {
          joined.add(joined.removeLast() + " " + line.strip());
        } else {
          joined.add(line.strip());
        }
      }
    }
    return joined;
  }
}
