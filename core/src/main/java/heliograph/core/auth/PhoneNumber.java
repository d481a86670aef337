package heliograph.core.auth;

import heliograph.core.Refusal;

/// A number in international form: digits only, without the plus. Numbers made by the server begin with 888, which no
/// telephone network uses.
///
/// @param digits 7 to 15 digits
public record PhoneNumber(String digits) {
  static final String ANONYMOUS = "888";

  public PhoneNumber {
    if (!digits.matches("[0-9]{7,15}")) {
      throw Refusal.PHONE_NUMBER_INVALID.exception();
    }
  }

  /// Reads what a person typed: a plus, blanks, hyphens and brackets are left out.
  public static PhoneNumber parse(String typed) {
    if (typed.length() > 40) {
      throw Refusal.PHONE_NUMBER_INVALID.exception();
    }
    return new PhoneNumber(typed.replaceAll("[+\\s()\\-.\\u00a0]", ""));
  }

  /// Whether the number can only have been made by a server like this one.
  public boolean anonymous() {
    return digits.startsWith(ANONYMOUS) && digits.length() == 11;
  }

  /// The form that people read: `+888…`.
  @Override
  public String toString() {
    return "+" + digits;
  }
}
