package heliograph.tl.layers;

import heliograph.tl.api.EmailVerificationCode;
import heliograph.tl.api.EmailVerifyPurposePassport;
import heliograph.tl.api.TypeEmailVerification;
import heliograph.tl.api.TypeEmailVerifyPurpose;

/// Account and server settings.
public final class Settings {
  private Settings() {}

  public static boolean same(boolean value) {
    return value;
  }

  /// Layer 143 verified the address of a passport only.
  public static TypeEmailVerifyPurpose passportEmail() {
    return EmailVerifyPurposePassport.INSTANCE;
  }

  public static TypeEmailVerification emailCode(String code) {
    return new EmailVerificationCode(code);
  }

  // Limits that moved from the configuration to the app configuration after layer 150.

  public static int savedGifs() {
    return 200;
  }

  public static int favedStickers() {
    return 5;
  }

  public static int pinnedDialogs() {
    return 5;
  }

  public static int pinnedDialogsInFolder() {
    return 100;
  }
}
