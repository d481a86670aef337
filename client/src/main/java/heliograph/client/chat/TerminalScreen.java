package heliograph.client.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/// A terminal that a person sits at: what arrives appears above the line that is being typed, which stays whole.
final class TerminalScreen implements Screen {
  private final Terminal terminal;
  private final LineReader reader;

  /// @param words what the Tab key completes at the moment
  TerminalScreen(Supplier<List<String>> words) {
    try {
      terminal = TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Messages are prose: quotes and backslashes mean themselves, `!` is no history command.
    DefaultParser prose = new DefaultParser();
    prose.setEscapeChars(null);
    prose.setQuoteChars(new char[0]);
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(prose)
            .completer((_, _, candidates) ->
                words.get().forEach(word -> candidates.add(new Candidate(word))))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_INCREMENTAL, false)
            .build();
  }

  @Override
  public void show(Line line) {
    AttributedStringBuilder text = new AttributedStringBuilder();
    for (Line.Part part : line.parts()) {
      text.styled(style(part.style()), part.text());
    }
    reader.printAbove(text.toAttributedString());
  }

  @Override
  public @Nullable String read(String prompt) {
    // What was typed comes back as a message, or as what a command shows.
    return line(prompt, true);
  }

  @Override
  public @Nullable String ask(String question) {
    return line(question, false);
  }

  private @Nullable String line(String prompt, boolean erased) {
    reader.option(LineReader.Option.ERASE_LINE_ON_FINISH, erased);
    while (true) {
      try {
        return reader.readLine(SafeText.line(prompt));
      } catch (UserInterruptException e) {
        if (e.getPartialLine().isEmpty()) {
          return null; // Ctrl-C on an empty line leaves; on a begun one it starts it anew
        }
      } catch (EndOfFileException e) {
        return null;
      }
    }
  }

  @Override
  public boolean unlessGivenUp(BooleanSupplier action) {
    Thread acting = Thread.currentThread();
    Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, _ -> acting.interrupt());
    try {
      return action.getAsBoolean();
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
      var _ = Thread.interrupted(); // too late to give up anything
    }
  }

  @Override
  public int columns() {
    return terminal.getWidth() > 0 ? terminal.getWidth() : 80;
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AttributedStyle style(Line.Style style) {
    return switch (style) {
      case PLAIN -> AttributedStyle.DEFAULT;
      case FAINT -> AttributedStyle.DEFAULT.foreground(AttributedStyle.BRIGHT);
      case OTHER_NAME -> AttributedStyle.BOLD.foreground(AttributedStyle.CYAN);
      case OWN_NAME -> AttributedStyle.BOLD.foreground(AttributedStyle.GREEN);
      case TITLE -> AttributedStyle.BOLD;
      case ALERT -> AttributedStyle.BOLD.foreground(AttributedStyle.RED);
    };
  }
}
