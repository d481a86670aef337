package heliograph.rpc.auth;

import heliograph.core.auth.TempKeyBinding;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.tl.api.auth.BindTempAuthKey;

/// Binds temporary keys, for perfect forward secrecy.
///
/// @see <a href="https://core.telegram.org/method/auth.bindTempAuthKey">auth.bindTempAuthKey</a>
final class TempKeyMethods {
  private final TempKeyBinding binding;

  TempKeyMethods(TempKeyBinding binding) {
    this.binding = binding;
  }

  void register(MethodTable.Builder table) {
    table.openChange(BindTempAuthKey.class, this::bind);
  }

  private Boolean bind(BindTempAuthKey asked, Call call) {
    binding.bind(
        new TempKeyBinding.Claim(
            call.session().authKeyId(),
            call.session().sessionId(),
            call.msgId(),
            asked.permAuthKeyId(),
            asked.nonce(),
            asked.expiresAt(),
            asked.encryptedMessage()));
    return true;
  }
}
