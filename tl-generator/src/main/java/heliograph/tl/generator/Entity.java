package heliograph.tl.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A constructor or method over all layers: one name, one record, several forms.
///
/// @param newest the definition that the record follows
/// @param variants the forms, oldest first
/// @param commented the newest definition that carries comments
public record Entity(
    String name,
    Definition newest,
    List<Variant> variants,
    Definition commented,
    JavaClass javaClass) {
  /// The forms with the same id, newest first: one reader serves them.
  Map<Integer, List<Variant>> byId() {
    Map<Integer, List<Variant>> byId = new LinkedHashMap<>();
    for (Variant variant : variants.reversed()) {
      byId.computeIfAbsent(variant.definition().id(), id -> new ArrayList<>()).add(variant);
    }
    return byId;
  }

  /// Whether a field names the layer of the query that follows it, as in `invokeWithLayer`.
  boolean switchesLayer() {
    return newest.method() && newest.field("layer") != null && newest.field("query") != null;
  }

  int minBytes() {
    return variants.stream()
        .mapToInt(variant -> variant.definition().minBytes())
        .min()
        .orElseThrow();
  }

  /// The name of the method that reads the fields after this id.
  static String readerOf(List<Variant> sameId) {
    return "readAsOf" + sameId.getFirst().toLayer();
  }
}
