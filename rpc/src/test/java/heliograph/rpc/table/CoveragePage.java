package heliograph.rpc.table;

import heliograph.rpc.MethodTable;
import heliograph.rpc.MethodTable.Coverage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes the page that says what becomes of each method of the newest layer.
final class CoveragePage {
  private static final String UNNAMED = "(without a namespace)";
  private static final List<String> WRAPPERS =
      List.of(
          "initConnection",
          "invokeAfterMsg",
          "invokeAfterMsgs",
          "invokeWithLayer",
          "invokeWithoutUpdates");

  private CoveragePage() {}

  static String write(MethodTable table, List<String> methods) {
    Map<String, Coverage> known = new TreeMap<>();
    table.entries().forEach(entry -> known.put(name(entry.method()), entry.coverage()));
    WRAPPERS.forEach(wrapper -> known.put(wrapper, Coverage.BUILT));
    Map<String, Group> groups = new TreeMap<>();
    for (String method : methods) {
      int dot = method.indexOf('.');
      String namespace = dot < 0 ? UNNAMED : method.substring(0, dot);
      groups
          .computeIfAbsent(namespace, _ -> new Group())
          .add(method.substring(dot + 1), known.remove(method));
    }
    if (!known.isEmpty()) {
      throw new IllegalStateException("the table has methods that the layer has not: " + known);
    }
    return page(groups);
  }

  private static String page(Map<String, Group> groups) {
    StringBuilder page =
        new StringBuilder(
            """
            # What is answered

            Written by the build from the method table; `mvn -pl rpc -am test -Dtest=CoverageTest -Dcoverage.write=true
            -Dsurefire.failIfNoSpecifiedTests=false` writes it anew, and a test fails when it is stale.

            - **built**: does what its public documentation says.
            - **empty**: what it is about does not exist here, and the answer says so in its own form.
            - the rest answers `400 METHOD_NOT_IMPLEMENTED`.

            | namespace | built | empty | not built |
            |---|---|---|---|
            """);
    groups.forEach((name, group) ->
        page.append(
            String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d |\n",
                name,
                group.built.size(),
                group.empty.size(),
                group.missing.size())));
    groups.forEach((name, group) -> {
      page.append("\n## ").append(name).append('\n');
      list(page, "built", group.built);
      list(page, "empty", group.empty);
      list(page, "not built", group.missing);
    });
    return page.toString();
  }

  private static void list(StringBuilder page, String title, Set<String> methods) {
    if (!methods.isEmpty()) {
      page.append("\n**").append(title).append("**: ");
      page.append(String.join(", ", methods)).append('\n');
    }
  }

  /// `heliograph.tl.api.messages.SendMessage` is `messages.sendMessage`.
  private static String name(Class<?> method) {
    String full = method.getName().substring("heliograph.tl.api.".length());
    int at = full.lastIndexOf('.') + 1;
    String simple = full.substring(at);
    return full.substring(0, at) + Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
  }

  private static final class Group {
    final TreeSet<String> built = new TreeSet<>();
    final TreeSet<String> empty = new TreeSet<>();
    final TreeSet<String> missing = new TreeSet<>();

    void add(String method, @Nullable Coverage coverage) {
      switch (coverage) {
        case null -> missing.add(method);
        case BUILT -> built.add(method);
        case EMPTY -> empty.add(method);
      }
    }
  }
}
