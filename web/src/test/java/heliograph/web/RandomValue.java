package heliograph.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.tl.TlWriter;
import heliograph.tl.generator.Definition;
import heliograph.tl.generator.Entity;
import heliograph.tl.generator.Field;
import heliograph.tl.generator.Subset;
import heliograph.tl.generator.TlType;
import java.util.List;
import java.util.Random;

/// Bytes of a random value of a definition, from the schema alone: one in four values has every field that it can have.
final class RandomValue {

  private static final int MAX_DEPTH = 4;
  private static final int MAX_VECTOR = 3;
  private static final int HELP_GET_CONFIG = 0xc4f9186b;
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "heliograph",
          "\uFEFFпривіт",
          "你好，世界",
          "👩‍👩‍👧",
          "x".repeat(253),
          "y".repeat(254));

  private final Subset subset;
  private final Random random;
  private final boolean full;
  private final TlWriter out = new TlWriter(0);

  RandomValue(Subset subset, int seed) {
    this.subset = subset;
    this.random = new Random(seed);
    this.full = seed % 4 == 0;
  }

  byte[] bytes(Entity entity) {
    boxed(entity.newest(), 0);
    return out.toByteArray();
  }

  private void boxed(Definition definition, int depth) {
    out.writeInt(definition.id());
    fields(definition, depth);
  }

  private void fields(Definition definition, int depth) {
    int[] flags = new int[definition.fields().size()];
    for (int i = 0; i < flags.length; i++) {
      Field field = definition.fields().get(i);
      if (field.type().isFlags()) {
        flags[i] = flags(definition, field.name(), depth);
        out.writeInt(flags[i]);
      } else if (!field.type().isTrue() && isThere(definition, field, flags)) {
        value(field.type(), depth + 1);
      }
    }
  }

  private int flags(Definition definition, String name, int depth) {
    int able = 0;
    int unable = 0;
    for (Field field : definition.fields()) {
      if (name.equals(field.flags())) {
        if (subset.has(field.type())) {
          able |= 1 << field.bit();
        } else {
          unable |= 1 << field.bit();
        }
      }
    }
    int drawn = depth >= MAX_DEPTH ? 0 : full && depth == 0 ? -1 : random.nextInt();
    return drawn & able & ~unable;
  }

  private static boolean isThere(Definition definition, Field field, int[] flags) {
    if (!field.optional()) {
      return true;
    }
    for (int i = 0; i < flags.length; i++) {
      if (definition.fields().get(i).name().equals(field.flags())) {
        return (flags[i] & 1 << field.bit()) != 0;
      }
    }
    throw new IllegalStateException(definition.name() + " has no " + field.flags());
  }

  private void value(TlType type, int depth) {
    TlType element = type.element();
    if (element == null) {
      single(type, depth);
      return;
    }
    boolean possible = subset.has(element);
    int size = possible && depth < MAX_DEPTH ? random.nextInt(MAX_VECTOR + 1) : 0;
    if (type.bare()) {
      out.writeInt(size);
    } else {
      out.writeVector(size);
    }
    for (int i = 0; i < size; i++) {
      single(element, depth);
    }
  }

  private void single(TlType type, int depth) {
    switch (type.name()) {
      case "int" -> out.writeInt(random.nextInt());
      case "long" -> out.writeLong(random.nextLong());
      case "double" -> out.writeDouble(random.nextGaussian());
      case "string" -> out.writeString(TEXTS.get(random.nextInt(TEXTS.size())));
      case "bytes" -> out.writeBytes(TEXTS.get(random.nextInt(TEXTS.size())).getBytes(UTF_8));
      case "Bool" -> out.writeBool(random.nextBoolean());
      case "int128" -> raw(2);
      case "int256" -> raw(4);
      case "!X" -> out.writeInt(HELP_GET_CONFIG);
      default -> object(type, depth);
    }
  }

  private void raw(int longs) {
    for (int i = 0; i < longs; i++) {
      out.writeLong(random.nextLong());
    }
  }

  private void object(TlType type, int depth) {
    List<Entity> constructors = subset.constructors(type);
    Definition drawn = constructors.get(random.nextInt(constructors.size())).newest();
    if (type.bare()) {
      fields(drawn, depth);
    } else {
      boxed(drawn, depth);
    }
  }
}
