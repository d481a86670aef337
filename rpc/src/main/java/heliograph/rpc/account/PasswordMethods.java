package heliograph.rpc.account;

import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.tl.api.PasswordKdfAlgoUnknown;
import heliograph.tl.api.SecurePasswordKdfAlgoUnknown;
import heliograph.tl.api.account.GetPassword;
import heliograph.tl.api.account.Password;
import java.security.SecureRandom;

/// Says that no account has a password, and that none can be set: the ways to compute one are unknown ones.
///
/// @see <a href="https://core.telegram.org/method/account.getPassword">account.getPassword</a>
final class PasswordMethods {
  private static final int RANDOM_BYTES = 256;

  private final SecureRandom random = new SecureRandom();

  void register(MethodTable.Builder table) {
    table.openRead(GetPassword.class, this::get);
  }

  private Password get(GetPassword asked, Call call) {
    byte[] secureRandom = new byte[RANDOM_BYTES];
    random.nextBytes(secureRandom);
    return Password.builder()
        .newAlgo(new PasswordKdfAlgoUnknown())
        .newSecureAlgo(new SecurePasswordKdfAlgoUnknown())
        .secureRandom(secureRandom)
        .build();
  }
}
