package heliograph.client.load;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One measured number.
///
/// @param id stable name in the JSON report: `messages.saturate.cpu`
/// @param label what a reader of the table sees
/// @param target what it should be, null where nothing was promised
record Figure(String id, String label, double value, String unit, @Nullable Target target) {

  /// What a figure should be: at most or at least so much.
  sealed interface Target {
    record AtMost(double bound) implements Target {}

    record AtLeast(double bound) implements Target {}
  }

  static Figure plain(String id, String label, double value, String unit) {
    return new Figure(id, label, value, unit, null);
  }

  static Figure atMost(double bound, String id, String label, double value, String unit) {
    return new Figure(id, label, value, unit, new Target.AtMost(bound));
  }

  static Figure atLeast(double bound, String id, String label, double value, String unit) {
    return new Figure(id, label, value, unit, new Target.AtLeast(bound));
  }

  /// Whether the figure is as promised; true where nothing was.
  boolean met() {
    return switch (target) {
      case null -> true;
      case Target.AtMost(double bound) -> value <= bound;
      case Target.AtLeast(double bound) -> value >= bound;
    };
  }

  String targetText() {
    return switch (target) {
      case null -> "";
      case Target.AtMost(double bound) -> "<= " + number(bound);
      case Target.AtLeast(double bound) -> ">= " + number(bound);
    };
  }

  String valueText() {
    return number(value);
  }

  /// As many digits as mean something: 12,345 / 123 / 12.3 / 1.23.
  static String number(double value) {
    double size = Math.abs(value);
    String format =
        size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
