package heliograph.testkit;

/// A number that nobody has signed up with, and the code that lets somebody.
public record Invite(String number, String code) {
  static Invite ofLine(String line) {
    int tab = line.indexOf('\t');
    return new Invite(line.substring(0, tab), line.substring(tab + 1));
  }
}
