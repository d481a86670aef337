package heliograph.rpc.table;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.rpc.MethodTable.Coverage;
import heliograph.rpc.MethodTable.Entry;
import heliograph.tl.Layer;
import heliograph.tl.NotInLayerException;
import heliograph.tl.TlException;
import heliograph.tl.TlMethod;
import heliograph.tl.api.account.DeleteAccount;
import heliograph.tl.api.auth.LogOut;
import heliograph.tl.api.help.GetAppConfig;
import heliograph.tl.api.messages.GetDialogFilters;
import heliograph.tl.api.messages.GetWebPagePreview;
import heliograph.tl.api.payments.GetStarsStatus;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every method of the table, called with as little as it takes, in every layer that has it: it answers in words of that layer, or
/// refuses; what is said not to exist is never refused; and nothing fails.
final class EveryMethodTest {
  /// What ends the log-in that all others need.
  private static final List<Class<?>> LAST = List.of(DeleteAccount.class, LogOut.class);

  /// What is answered with something of another type in older layers, which this end, of the newest, does not read.
  private static final Set<Class<?>> ANSWERED_OTHERWISE =
      Set.of(
          GetWebPagePreview.class,
          GetDialogFilters.class,
          GetAppConfig.class,
          GetStarsStatus.class);

  @TempDir private Path folder;
  private final List<String> complaints = new ArrayList<>();

  @Test
  void answersOrRefusesInEveryLayer() {
    Set<Class<?>> asked = new HashSet<>();
    List<Entry<?, ?>> all;
    try (TestServer server = new TestServer(folder, false)) {
      all =
          StreamSupport.stream(server.api.table().entries().spliterator(), false)
              .sorted(
                  Comparator.comparingInt((Entry<?, ?> entry) -> LAST.indexOf(entry.method()))
                      .thenComparing(entry -> entry.method().getName()))
              .toList();
      IntStream.rangeClosed(Layer.OLDEST, Layer.NEWEST)
          .filter(layer -> Layer.nearest(layer) == layer)
          .forEach(layer -> {
            TestSession session = new TestSession(server, layer, layer);
            var _ = People.signUp(server, session, "Speaker of " + layer);
            for (Entry<?, ?> entry : all) {
              if (ask(session, layer, entry)) {
                asked.add(entry.method());
              }
            }
          });
    }
    assertThat(complaints).isEmpty();
    assertThat(asked).hasSameSizeAs(all);
  }

  /// Whether the layer has the method.
  private boolean ask(TestSession session, int layer, Entry<?, ?> entry) {
    TlMethod<?> method = (TlMethod<?>) least(entry.method());
    try {
      var _ = method.toBytes(layer);
    } catch (NotInLayerException unknown) {
      return false;
    }
    try {
      var _ = session.ask(method);
    } catch (CompletionException refused) {
      String why = String.valueOf(refused.getMessage());
      if (entry.coverage() == Coverage.EMPTY || !why.matches(".*: 40[036] [A-Z0-9_]+")) {
        complaints.add(method.tlName() + " in layer " + layer + ": " + why);
      }
    } catch (TlException unreadable) {
      if (layer != Layer.NEWEST && ANSWERED_OTHERWISE.contains(entry.method())) {
        return true;
      }
      complaints.add(method.tlName() + " in layer " + layer + ": " + unreadable);
    }
    return true;
  }

  /// The least that a type can hold; of several kinds the one that speaks of oneself, else that with the fewest fields.
  private static Object least(Class<?> type) {
    if (type.isSealed()) {
      return least(
          Arrays.stream(type.getPermittedSubclasses())
              .min(
                  Comparator.comparing((Class<?> kind) -> !kind.getSimpleName().endsWith("Self"))
                      .thenComparingInt(kind -> kind.getRecordComponents().length)
                      .thenComparing(Class::getName))
              .orElseThrow());
    }
    RecordComponent[] fields = type.getRecordComponents();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(
          Arrays.stream(fields).map(field -> least(field.getAnnotatedType())).toArray());
    } catch (ReflectiveOperationException broken) {
      throw new LinkageError("no " + type, broken);
    }
  }

  private static @Nullable Object least(AnnotatedType type) {
    if (type.isAnnotationPresent(Nullable.class)) {
      return null;
    }
    return switch (type.getType()) {
      case ParameterizedType list -> List.of();
      case Class<?> it when it == boolean.class -> false;
      case Class<?> it when it == int.class -> 0;
      case Class<?> it when it == long.class -> 0L;
      case Class<?> it when it == double.class -> 0.0;
      case Class<?> it when it == byte[].class -> new byte[0];
      case Class<?> it when it == String.class -> "";
      case Class<?> it -> least(it);
      default -> throw new AssertionError("no " + type);
    };
  }
}
