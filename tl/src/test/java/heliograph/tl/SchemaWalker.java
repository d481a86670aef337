package heliograph.tl;

import heliograph.tl.generator.Definition;
import heliograph.tl.generator.Field;
import heliograph.tl.generator.TlType;
import java.util.HashMap;
import java.util.Map;

/// Reads bytes by the schema of one layer alone, and fails on anything that this layer does not define.
final class SchemaWalker {
  private final SchemaLayer layer;
  private final TlReader in;

  private SchemaWalker(SchemaLayer layer, byte[] bytes) {
    this.layer = layer;
    this.in = new TlReader(bytes, 0);
  }

  /// Reads one boxed value or call, and all of it.
  static void walk(SchemaLayer layer, byte[] bytes) {
    SchemaWalker walker = new SchemaWalker(layer, bytes);
    walker.fields(walker.definition());
    walker.in.expectEnd();
  }

  private Definition definition() {
    int id = in.readInt();
    Definition definition = layer.byId.get(id);
    if (definition == null) {
      throw new AssertionError("layer " + layer.number + " has no id " + Integer.toHexString(id));
    }
    return definition;
  }

  private void fields(Definition definition) {
    Map<String, Integer> flags = new HashMap<>();
    for (Field field : definition.fields()) {
      if (field.type().isFlags()) {
        flags.put(field.name(), in.readInt());
      } else if (!field.type().isTrue()
          && (field.flags() == null
              || (flags.getOrDefault(field.flags(), 0) & 1 << field.bit()) != 0)) {
        value(field.type(), definition.name() + "." + field.name());
      }
    }
  }

  private void value(TlType type, String where) {
    TlType element = type.element();
    if (element != null) {
      int count = type.bare() ? in.readBareVector(1) : in.readVector(1);
      for (int i = 0; i < count; i++) {
        value(element, where);
      }
      return;
    }
    switch (type.name()) {
      case "int" -> in.readInt();
      case "long" -> in.readLong();
      case "double" -> in.readDouble();
      case "string" -> in.readString();
      case "bytes" -> in.readBytes();
      case "Bool" -> in.readBool();
      case "int128" -> in.readInt128();
      case "int256" -> in.readInt256();
      case "!X" -> fields(definition());
      default -> object(type, where);
    }
  }

  private void object(TlType type, String where) {
    if (type.bare()) {
      fields(layer.constructor(type));
      return;
    }
    Definition definition = definition();
    if (!definition.result().name().equals(type.name())) {
      throw new AssertionError(where + ": " + definition.name() + " is no " + type);
    }
    fields(definition);
  }
}
