package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What joins the forms of one name where the field names alone do not: `schema/layers.txt`, one rule a line.
///
/// - `read NAME.FIELD = Class.method(old fields)`: a component, from an older form's fields
/// - `write NAME.FIELD = Class.method(components)`: an older form's field, from the components
/// - `read-always`, `write-always`: the same, also for forms where the field has the same type
/// - `result NAME = Class.method`: an older answer, from the newest
/// - `instead TYPE = Class.method`: what is written for a constructor that the layer lacks, from it and the layer
/// - `omit TYPE`: vectors leave out what the layer lacks
/// - `lost NAME.FIELD`, `lost NAME`: a difference that is known and that nobody is going to miss
final class Rules {
  private static final String PACKAGE = "heliograph.tl.layers";

  /// A call of a hand-written method.
  ///
  /// @param javaClass the class in `heliograph.tl.layers`
  /// @param arguments names of fields, as the schema spells them
  record Call(JavaClass javaClass, String method, List<String> arguments) {
    static Call parse(String text) {
      int dot = text.indexOf('.');
      int open = text.indexOf('(');
      String arguments = open < 0 ? "" : text.substring(open + 1, text.lastIndexOf(')')).strip();
      return new Call(
          new JavaClass(PACKAGE, text.substring(0, dot)),
          text.substring(dot + 1, open < 0 ? text.length() : open),
          arguments.isEmpty() ? List.of() : List.of(arguments.split("\\s*,\\s*", -1)));
    }
  }

  private final Map<String, List<Call>> calls = new HashMap<>();
  private final Set<String> marks = new HashSet<>();
  private final Set<String> unused = new TreeSet<>();
  private final Set<String> uncovered = new TreeSet<>();

  static Rules parse(List<String> lines) {
    Rules rules = new Rules();
    for (String raw : lines) {
      String line = raw.contains("#") ? raw.substring(0, raw.indexOf('#')).strip() : raw.strip();
      if (!line.isEmpty()) {
        rules.add(line);
      }
    }
    return rules;
  }

  private void add(String line) {
    int equals = line.indexOf('=');
    String key = (equals < 0 ? line : line.substring(0, equals)).strip().replaceAll("\\s+", " ");
    if (!key.matches("(read|write|read-always|write-always|result|instead) \\S+")
        && !key.matches("(omit|lost) \\S+")) {
      throw new SchemaException("not a rule: " + line);
    }
    if (equals < 0) {
      marks.add(key);
    } else {
      calls
          .computeIfAbsent(key, k -> new ArrayList<>())
          .add(Call.parse(line.substring(equals + 1).strip()));
    }
    unused.add(key);
  }

  /// The rule for a component whose arguments the form all has.
  @Nullable Call read(Definition form, String field) {
    for (Call call : calls("read " + form.name() + "." + field)) {
      if (call.arguments().stream().allMatch(name -> form.field(name) != null)) {
        return call;
      }
    }
    return null;
  }

  @Nullable Call write(Definition form, String field) {
    return first("write " + form.name() + "." + field);
  }

  @Nullable Call readAlways(String name, String field) {
    return first("read-always " + name + "." + field);
  }

  @Nullable Call writeAlways(String name, String field) {
    return first("write-always " + name + "." + field);
  }

  @Nullable Call result(String method) {
    return first("result " + method);
  }

  @Nullable Call instead(String type) {
    return first("instead " + type);
  }

  boolean omits(String type) {
    return marked("omit " + type);
  }

  /// Notes that a form which clients send cannot be read in full.
  void reportRead(Family family, Entity entity, @Nullable String field, String what) {
    if (family.isReceived(entity)) {
      report(entity, field, what + ", when read");
    }
  }

  /// Notes that a form which the server sends cannot be written in full.
  void reportWrite(Family family, Entity entity, @Nullable String field, String what) {
    if (family.isSent(entity)) {
      report(entity, field, what + ", when written");
    }
  }

  /// Notes a difference that no rule covers.
  void report(Entity entity, @Nullable String field, String what) {
    String name = field == null ? entity.name() : entity.name() + "." + field;
    if (!marked("lost " + name) && !marked("lost " + entity.name())) {
      uncovered.add(name + ": " + what);
    }
  }

  /// Fails if a difference is neither covered nor listed as lost, or if a rule serves nothing.
  void check() {
    if (!uncovered.isEmpty()) {
      throw new SchemaException(
          "schema/layers.txt lacks rules for "
              + uncovered.size()
              + " differences:\n"
              + String.join("\n", uncovered));
    }
    if (!unused.isEmpty()) {
      throw new SchemaException("schema/layers.txt has rules that serve nothing: " + unused);
    }
  }

  private boolean marked(String key) {
    unused.remove(key);
    return marks.contains(key);
  }

  private @Nullable Call first(String key) {
    List<Call> found = calls(key);
    return found.isEmpty() ? null : found.getFirst();
  }

  private List<Call> calls(String key) {
    unused.remove(key);
    return calls.getOrDefault(key, List.of());
  }
}
