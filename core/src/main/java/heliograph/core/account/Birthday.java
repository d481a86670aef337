package heliograph.core.account;

import heliograph.core.Refusal;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.time.Year;

/// A day and a month, and a year where the person tells it.
///
/// @param year 0 if it is not told
public record Birthday(int day, int month, int year) {
  private static final int LEAP_YEAR = 2000;

  public Birthday {
    try {
      int checked = Year.isLeap(year == 0 ? LEAP_YEAR : year) ? LEAP_YEAR : LEAP_YEAR + 1;
      if (!MonthDay.of(month, day).isValidYear(checked)
          || (year != 0 && (year < 1800 || year > 3000))) {
        throw Refusal.BIRTHDAY_INVALID.exception();
      }
    } catch (DateTimeException impossible) {
      throw Refusal.BIRTHDAY_INVALID.exception();
    }
  }

  int packed() {
    return year << 9 | month << 5 | day;
  }

  public static Birthday unpack(int packed) {
    return new Birthday(packed & 31, packed >> 5 & 15, packed >> 9);
  }
}
