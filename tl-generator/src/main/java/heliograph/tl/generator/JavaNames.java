package heliograph.tl.generator;

import java.util.Set;
import javax.lang.model.SourceVersion;

/// How names of the schema are spelled in Java.
final class JavaNames {
  /// What a record component must not be called, or what the generated methods are called.
  private static final Set<String> TAKEN =
      Set.of(
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait",
          "constructorId",
          "tlName",
          "toBytes",
          "builder",
          "toBuilder",
          "reader",
          "writer",
          "value");

  private JavaNames() {}

  static JavaClass classOf(String packageName, String tlName) {
    return new JavaClass(packageOf(packageName, tlName), capitalised(tlName));
  }

  static JavaClass interfaceOf(String packageName, String tlName) {
    return new JavaClass(packageOf(packageName, tlName), "Type" + capitalised(tlName));
  }

  static String field(String tlName) {
    String name = camelCase(tlName);
    return SourceVersion.isKeyword(name) || TAKEN.contains(name) ? name + "_" : name;
  }

  private static String packageOf(String packageName, String tlName) {
    int dot = tlName.indexOf('.');
    return dot < 0 ? packageName : packageName + "." + tlName.substring(0, dot);
  }

  private static String capitalised(String tlName) {
    String name = camelCase(tlName.substring(tlName.indexOf('.') + 1));
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  static String camelCase(String tlName) {
    StringBuilder name = new StringBuilder();
    for (String part : tlName.split("_", -1)) {
      if (!part.isEmpty()) {
        name.append(name.isEmpty() ? part.charAt(0) : Character.toUpperCase(part.charAt(0)));
        name.append(part, 1, part.length());
      }
    }
    return name.toString();
  }
}
