package heliograph.client.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Lines in, lines out: for pipes, scripts and terminals that can do nothing else.
final class PlainScreen implements Screen {
  private static final int COLUMNS = 100;

  private final BufferedReader in;
  private final PrintStream out;
  private final boolean prompts;

  /// @param prompts whether a person is waiting for them; a script is not
  PlainScreen(BufferedReader in, PrintStream out, boolean prompts) {
    this.in = in;
    this.out = out;
    this.prompts = prompts;
  }

  @Override
  public synchronized void show(Line line) {
    out.println(line.plain());
    out.flush();
  }

  @Override
  public @Nullable String read(String prompt) {
    if (prompts) {
      synchronized (this) {
        out.print(SafeText.line(prompt));
        out.flush();
      }
    }
    try {
      return in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable String ask(String question) {
    return read(question);
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public void close() {
    out.flush();
  }
}
