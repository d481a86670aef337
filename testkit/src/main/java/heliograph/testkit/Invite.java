package heliograph.testkit;

/// A number that nobody has signed up with, and the code that lets somebody.
public record Invite(String number, String code) {
  /// What the command that makes one says.
  public static Invite ofLine(String line) {
    String[] fields = line.split("\t", -1);
    return new Invite(fields[0], fields[1]);
  }
}
