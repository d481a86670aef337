package heliograph.client.chat;

import org.jspecify.annotations.Nullable;

/// Where lines are shown and typed.
interface Screen extends AutoCloseable {

  /// Shows a line, above what is being typed. Any thread may call it.
  void show(Line line);

  /// Asks for a line; null when there is no more input.
  @Nullable String read(String prompt);

  /// Asks a question; it stays on the screen with its answer. Null when there is no more input.
  @Nullable String ask(String question);

  /// How wide it is.
  int columns();

  @Override
  void close();
}
