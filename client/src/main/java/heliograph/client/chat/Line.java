package heliograph.client.chat;

import java.util.ArrayList;
import java.util.List;

/// One line on the screen: parts of text, each in a style.
///
/// The one way to put text on a screen. Every part passes `SafeText` when it is added, so no caller can forget it and
/// nothing that somebody wrote is ever obeyed by a terminal.
record Line(List<Part> parts) {

  /// What a part is; the screen decides how that looks.
  enum Style {
    PLAIN,
    FAINT,
    OTHER_NAME,
    OWN_NAME,
    TITLE,
    ALERT
  }

  /// @param text without anything but visible characters
  record Part(Style style, String text) {}

  /// A whole line in one style.
  static Line of(Style style, String text) {
    return new Builder().add(style, text).build();
  }

  static Builder builder() {
    return new Builder();
  }

  /// The line without its styles.
  String plain() {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.text()));
    return text.toString();
  }

  static final class Builder {
    private final List<Part> parts = new ArrayList<>();

    Builder add(Style style, String text) {
      parts.add(new Part(style, SafeText.line(text)));
      return this;
    }

    /// Exactly `columns` columns: cut or filled up.
    Builder column(Style style, String text, int columns) {
      parts.add(new Part(style, SafeText.fit(SafeText.line(text), columns)));
      return this;
    }

    Line build() {
      return new Line(List.copyOf(parts));
    }
  }
}
