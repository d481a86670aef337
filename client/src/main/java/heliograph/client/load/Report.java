package heliograph.client.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Everything that one run measured, as a table for people and as JSON for programs.
///
/// @param surroundings what figures of two runs can be compared by: processors, Java, disk, the generator's own share
record Report(Instant at, Map<String, Object> surroundings, List<Figure> figures) {

  String table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("figure", "measured", "unit", "target", ""));
    for (Figure f : figures) {
      String verdict = f.target() == null ? "" : f.met() ? "ok" : "MISSED";
      rows.add(List.of(f.label(), f.valueText(), f.unit(), f.targetText(), verdict));
    }
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        String gap = " ".repeat(widths[i] - cell.length());
        line.append(i == 1 ? gap + cell : cell + gap).append("  ");
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    out.append('\n');
    surroundings.forEach((name, value) -> out.append(name).append(": ").append(value).append('\n'));
    return out.toString();
  }

  String json() {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Figure f : figures) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("id", f.id());
      row.put("label", f.label());
      row.put("value", f.value());
      row.put("unit", f.unit());
      if (f.target() != null) {
        row.put("target", f.targetText());
        row.put("met", f.met());
      }
      rows.add(row);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("at", at.toString());
    all.put("surroundings", surroundings);
    all.put("figures", rows);
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }
}
