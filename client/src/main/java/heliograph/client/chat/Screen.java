package heliograph.client.chat;

import org.jspecify.annotations.Nullable;

/// Where lines are shown and typed.
interface Screen extends AutoCloseable {

  /// Shows a line, above what is being typed. Any thread may call it.
  void show(Line line);

  /// Asks for a line; null when there is no more input.
  @Nullable String read(String prompt);

  /// How wide it is.
  int columns();

  @Override
  void close();
}
