package heliograph.tl;

import heliograph.tl.generator.Definition;
import heliograph.tl.generator.Field;
import heliograph.tl.generator.TlType;

/// Makes bytes of a definition from the schema alone: with all its flags set, or with none.
final class Synthesiser {
  private static final int MAX_DEPTH = 6;
  private static final int VECTOR_SIZE = 2;

  private final SchemaLayer layer;
  private final boolean full;
  private final TlWriter out = new TlWriter(0);
  private int seed = 1;
  private boolean asNewest = true;

  private Synthesiser(SchemaLayer layer, boolean full) {
    this.layer = layer;
    this.full = full;
  }

  static Synthesiser of(SchemaLayer layer, Definition definition, boolean full) {
    Synthesiser synthesiser = new Synthesiser(layer, full);
    synthesiser.boxed(definition, 0);
    return synthesiser;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /// Whether everything has the fields of the newest layer, so that nothing can be lost.
  boolean asNewest() {
    return asNewest;
  }

  private void boxed(Definition definition, int depth) {
    out.writeInt(definition.id());
    fields(definition, depth);
  }

  private void fields(Definition definition, int depth) {
    // The deepest values leave out what they may, or a full one would never end.
    boolean withFlags = full && depth < MAX_DEPTH / 2;
    asNewest &= layer.hasFieldsOfNewest(definition);
    for (Field field : definition.fields()) {
      if (field.type().isFlags()) {
        out.writeInt(withFlags ? bits(definition, field.name()) : 0);
      } else if (!field.type().isTrue() && (withFlags || !field.optional())) {
        value(field, depth + 1);
      }
    }
  }

  private static int bits(Definition definition, String flags) {
    int bits = 0;
    for (Field field : definition.fields()) {
      if (flags.equals(field.flags())) {
        bits |= 1 << field.bit();
      }
    }
    return bits;
  }

  private void value(Field field, int depth) {
    TlType type = field.type();
    TlType element = type.element();
    if (field.name().equals("layer")) {
      out.writeInt(layer.number);
    } else if (type.isQuery()) {
      boxed(layer.method("help.getConfig"), depth);
    } else if (element != null) {
      int size = full && depth < MAX_DEPTH ? VECTOR_SIZE : 0;
      if (!type.bare()) {
        out.writeInt(TlReader.VECTOR);
      }
      out.writeInt(size);
      for (int i = 0; i < size; i++) {
        single(element, depth);
      }
    } else {
      single(type, depth);
    }
  }

  private void single(TlType type, int depth) {
    switch (type.name()) {
      case "int" -> out.writeInt(seed++);
      case "long" -> out.writeLong(0x1_0000_0000L + seed++);
      case "double" -> out.writeDouble(seed++);
      case "string" -> out.writeString("text " + seed++);
      case "bytes" -> out.writeBytes(new byte[seed++ % 7]);
      case "Bool" -> out.writeBool(seed++ % 2 == 0);
      case "int128" -> out.writeInt128(new Int128(seed++, 2));
      case "int256" -> out.writeInt256(new Int256(seed++, 2, 3, 4));
      default -> {
        Definition constructor = layer.constructor(type);
        if (type.bare()) {
          fields(constructor, depth);
        } else {
          boxed(constructor, depth);
        }
      }
    }
  }
}
