package heliograph.tl.generator;

/// The name of a generated class.
record JavaClass(String packageName, String simpleName) {
  String qualifiedName() {
    return packageName + "." + simpleName;
  }
}
