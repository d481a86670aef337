package heliograph.web;

import heliograph.tl.Int128;
import heliograph.tl.Int256;
import heliograph.tl.Layer;
import heliograph.tl.TlMethod;
import heliograph.tl.TlObject;
import heliograph.tl.generator.Entity;
import heliograph.tl.generator.Field;
import heliograph.tl.generator.Subset;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A record of the Java codec as the page sees the value, in JSON: a `long` is `"5n"`, bytes are `"0xff"`, what is not there or a
/// flag that is not set is left out.
final class JsonForm {

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Entity> entities = new HashMap<>();

  JsonForm(Subset subset) {
    subset.types().values().forEach(list -> list.forEach(e -> entities.put(e.name(), e)));
    subset.methods().forEach(method -> entities.put(method.name(), method));
  }

  String of(TlObject value) {
    Entity entity = entities.get(value.tlName());
    if (entity == null) {
      throw new IllegalStateException(value.tlName() + " is not in use");
    }
    List<Field> fields =
        entity.newest().fields().stream().filter(field -> !field.type().isFlags()).toList();
    RecordComponent[] components = value.getClass().getRecordComponents();
    StringBuilder json = new StringBuilder("{\"_\":" + text(value.tlName()));
    for (int i = 0; i < components.length; i++) {
      Object component = get(value, components[i]);
      boolean unset = fields.get(i).type().isTrue() && Boolean.FALSE.equals(component);
      if (component != null && !unset) {
        String name = components[i].getName();
        String plain = name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
        json.append(',').append(text(plain)).append(':').append(single(component));
      }
    }
    return json.append('}').toString();
  }

  private String single(Object value) {
    return switch (value) {
      case Integer number -> number.toString();
      case Long number -> text(number + "n");
      case Double number -> number.toString();
      case Boolean flag -> flag.toString();
      case String string -> text(string);
      case byte[] bytes -> hex(bytes);
      case Int128 number -> hex(number.toByteArray());
      case Int256 number -> hex(number.toByteArray());
      case TlMethod<?> query -> hex(query.toBytes(Layer.NEWEST));
      case TlObject object -> of(object);
      case List<?> list -> list.stream().map(this::single).toList().toString();
      default -> throw new IllegalStateException("no JSON for a " + value.getClass());
    };
  }

  private static String hex(byte[] bytes) {
    return text("0x" + HexFormat.of().formatHex(bytes));
  }

  private static String text(String string) {
    return JSON.writeValueAsString(string);
  }

  private static @Nullable Object get(TlObject value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
