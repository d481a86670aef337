package heliograph.client.chat;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where lines are shown and typed.
interface Screen extends AutoCloseable {

  /// Shows a line, above what is being typed. Any thread may call it.
  void show(Line line);

  /// Asks for a line; null when there is no more input.
  @Nullable String read(String prompt);

  /// Asks a question; it stays on the screen with its answer. Null when there is no more input.
  @Nullable String ask(String question);

  /// Does something that the person may give up, where the screen has a way to say so: its thread is interrupted then.
  default boolean unlessGivenUp(BooleanSupplier action) {
    return action.getAsBoolean();
  }

  /// How wide it is.
  int columns();

  @Override
  void close();
}
