package heliograph.tl.generator;

/// Java's side of a TL type: how it is declared, read and written.
final class Types {
  private static final String TL = "heliograph.tl";

  private final Family family;
  private final SourceFile file;

  Types(Family family, SourceFile file) {
    this.family = family;
    this.file = file;
  }

  /// The type as a component: primitive where it can be.
  String declared(TlType type) {
    return switch (type.name()) {
      case "int", "#" -> "int";
      case "long" -> "long";
      case "double" -> "double";
      case "Bool", "true" -> "boolean";
      default -> boxed(type);
    };
  }

  String boxed(TlType type) {
    TlType element = type.element();
    if (element != null) {
      return file.use("java.util", "List") + "<" + boxed(element) + ">";
    }
    return switch (type.name()) {
      case "int", "#" -> "Integer";
      case "long" -> "Long";
      case "double" -> "Double";
      case "Bool", "true" -> "Boolean";
      case "string" -> "String";
      case "bytes" -> "byte[]";
      case "int128" -> file.use(TL, "Int128");
      case "int256" -> file.use(TL, "Int256");
      case "Object" -> file.use(TL, "TlObject");
      case "!X" -> file.use(TL, "TlMethod") + "<?>";
      case "X" -> "Object";
      default -> file.use(classOf(type));
    };
  }

  String component(Field field) {
    if (!field.optional() || field.type().isTrue()) {
      return declared(field.type());
    }
    return nullable(field.type());
  }

  String nullable(TlType type) {
    String name = boxed(type);
    String annotation = "@" + file.use("org.jspecify.annotations", "Nullable");
    if (name.equals("byte[]")) {
      return "byte " + annotation + " []";
    }
    int generic = name.indexOf('<');
    int dot = name.lastIndexOf('.', generic < 0 ? name.length() : generic);
    return dot < 0
        ? annotation + " " + name
        : name.substring(0, dot + 1) + annotation + " " + name.substring(dot + 1);
  }

  static boolean isPrimitive(TlType type) {
    return switch (type.name()) {
      case "int", "#", "long", "double", "Bool", "true" -> true;
      default -> false;
    };
  }

  /// What stands for a required value that an older or newer layer does not have, or null for an object.
  @org.jspecify.annotations.Nullable
  String zero(TlType type) {
    if (type.isVector()) {
      return file.use("java.util", "List") + ".of()";
    }
    return switch (type.name()) {
      case "int", "#" -> "0";
      case "long" -> "0L";
      case "double" -> "0.0";
      case "Bool", "true" -> "false";
      case "string" -> "\"\"";
      case "bytes" -> "new byte[0]";
      default -> null;
    };
  }

  /// An expression that reads a value.
  String read(TlType type) {
    TlType element = type.element();
    if (element != null) {
      return readVector(type, element);
    }
    return switch (type.name()) {
      case "int", "#" -> "reader.readInt()";
      case "long" -> "reader.readLong()";
      case "double" -> "reader.readDouble()";
      case "Bool" -> "reader.readBool()";
      case "string" -> "reader.readString()";
      case "bytes" -> "reader.readBytes()";
      case "int128" -> "reader.readInt128()";
      case "int256" -> "reader.readInt256()";
      case "Object" -> root() + ".readObject(reader)";
      case "!X" -> root() + ".readMethod(reader)";
      default -> file.use(classOf(type)) + (type.bare() ? ".readBare(reader)" : ".read(reader)");
    };
  }

  private String readVector(TlType type, TlType element) {
    String basic =
        switch (element.name()) {
          case "int" -> "readInts()";
          case "long" -> "readLongs()";
          case "double" -> "readDoubles()";
          case "Bool" -> "readBools()";
          case "string" -> "readStrings()";
          case "bytes" -> "readByteStrings()";
          default -> "";
        };
    if (!basic.isEmpty() && !type.bare()) {
      return "reader." + basic;
    }
    if (element.isBasic() || element.isVector()) {
      throw new SchemaException("no reader for " + type);
    }
    String count = type.bare() ? "readBareVector" : "readVector";
    String each = element.bare() ? ".readAllBare" : ".readAll";
    int minBytes =
        element.bare()
            ? bareEntity(element).minBytes() - 4
            : family.type(element.name()).minBytes();
    return file.use(classOf(element)) + each + "(reader, reader." + count + "(" + minBytes + "))";
  }

  /// A statement that writes a value.
  String write(TlType type, String value) {
    TlType element = type.element();
    if (element != null) {
      return writeVector(type, element, value);
    }
    return switch (type.name()) {
      case "int", "#" -> "writer.writeInt(" + value + ");";
      case "long" -> "writer.writeLong(" + value + ");";
      case "double" -> "writer.writeDouble(" + value + ");";
      case "Bool" -> "writer.writeBool(" + value + ");";
      case "string" -> "writer.writeString(" + value + ");";
      case "bytes" -> "writer.writeBytes(" + value + ");";
      case "int128" -> "writer.writeInt128(" + value + ");";
      case "int256" -> "writer.writeInt256(" + value + ");";
      default -> value + (type.bare() ? ".writeBare(writer);" : ".write(writer);");
    };
  }

  private String writeVector(TlType type, TlType element, String value) {
    String basic =
        switch (element.name()) {
          case "int" -> "writeInts";
          case "long" -> "writeLongs";
          case "double" -> "writeDoubles";
          case "Bool" -> "writeBools";
          case "string" -> "writeStrings";
          case "bytes" -> "writeByteStrings";
          default -> "";
        };
    if (!basic.isEmpty() && !type.bare()) {
      return "writer." + basic + "(" + value + ");";
    }
    if (element.bare()) {
      String all = file.use(classOf(element)) + ".writeAllBare(writer, " + value + ");";
      return type.bare() ? all : "writer.writeVectorId(); " + all;
    }
    return "writer." + (type.bare() ? "writeBareObjects(" : "writeObjects(") + value + ");";
  }

  JavaClass classOf(TlType type) {
    return type.bare() ? bareEntity(type).javaClass() : family.type(type.name()).javaClass();
  }

  private Entity bareEntity(TlType type) {
    Entity entity = family.entity(type.name());
    return entity != null ? entity : family.type(type.name()).constructors().getFirst();
  }

  String root() {
    return file.use(family.packageName(), family.rootClass());
  }
}
