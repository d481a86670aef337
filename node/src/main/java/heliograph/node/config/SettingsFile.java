package heliograph.node.config;

import heliograph.node.jar.JarFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A settings file in the form of Java properties, checked against the commented default file that ships with the
/// program: that file is the list of known names and their defaults, so nothing is said twice.
public final class SettingsFile {
  private static final String DEFAULTS = "/heliograph/node/heliograph.properties";

  private final String origin;
  private final Path folder;
  private final List<String> lines;
  private final Properties values;

  /// @param folder where paths in it begin
  private SettingsFile(String origin, Path folder, String text, Properties defaults) {
    this.origin = origin;
    this.folder = folder;
    this.lines = text.lines().toList();
    this.values = new Properties(defaults);
    try {
      values.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException broken) {
      throw new SettingsException(origin + ": " + broken.getMessage());
    }
  }

  /// The text of the commented default file.
  public static String defaults() {
    return JarFile.text(DEFAULTS);
  }

  /// Reads a file; what it leaves out has its default.
  ///
  /// @param file null for the defaults alone
  /// @throws SettingsException when it cannot be read or names an unknown setting
  public static SettingsFile read(@Nullable Path file) {
    SettingsFile defaults =
        new SettingsFile("default settings", Path.of(""), defaults(), new Properties());
    if (file == null) {
      return defaults;
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException unreadable) {
      throw new SettingsException("cannot read the settings in " + file);
    }
    SettingsFile settings =
        new SettingsFile(
            file.toString(), file.resolveSibling("").toAbsolutePath(), text, defaults.values);
    for (String name : settings.values.keySet().toArray(String[]::new)) {
      if (!defaults.values.containsKey(name)) {
        throw settings.wrong(name, "is no setting");
      }
    }
    return settings;
  }

  /// The value of a known setting, trimmed; empty when it has none.
  String text(String name) {
    String value = values.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("the default settings lack " + name);
    }
    return value.trim();
  }

  /// The value of a setting that is a whole number.
  int number(String name, int least, int most) {
    try {
      int value = Integer.parseInt(text(name));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notDigits) {
      // Said below, as for a number out of range.
    }
    throw wrong(name, "must be a whole number from " + least + " to " + most);
  }

  /// The value of a setting that is one of a few words.
  String oneOf(String name, String... words) {
    String value = text(name);
    if (!List.of(words).contains(value)) {
      throw wrong(name, "must be one of: " + String.join(", ", words));
    }
    return value;
  }

  /// The file that a setting names. Its path begins at the folder of the settings, wherever the program was started.
  Path readable(String text) {
    try {
      Path path = folder.resolve(text);
      if (Files.isRegularFile(path) && Files.isReadable(path)) {
        return path;
      }
    } catch (InvalidPathException noPath) {
      // Said below, as for a file that is not there.
    }
    throw new SettingsException("no readable file at " + text);
  }

  /// What is wrong with a setting, with its place in the file.
  SettingsException wrong(String name, String complaint) {
    Pattern line = Pattern.compile("\\s*" + Pattern.quote(name) + "(\\s*[=:].*|\\s.*|)");
    for (int i = 0; i < lines.size(); i++) {
      if (line.matcher(lines.get(i)).matches()) {
        return new SettingsException(
            origin + ", line " + (i + 1) + ": \"" + name + "\" " + complaint);
      }
    }
    return new SettingsException(origin + ": \"" + name + "\" " + complaint);
  }
}
