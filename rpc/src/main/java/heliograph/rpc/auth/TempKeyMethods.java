package heliograph.rpc.auth;

import heliograph.core.auth.AuthKeys;
import heliograph.core.auth.TempKeyBinding;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.tl.api.auth.BindTempAuthKey;
import heliograph.tl.api.auth.DropTempAuthKeys;

/// Binds temporary keys, for perfect forward secrecy, and drops those that a client has lost.
///
/// @see <a href="https://core.telegram.org/method/auth.bindTempAuthKey">auth.bindTempAuthKey</a>
/// @see <a href="https://core.telegram.org/method/auth.dropTempAuthKeys">auth.dropTempAuthKeys</a>
final class TempKeyMethods {
  private final TempKeyBinding binding;
  private final AuthKeys keys;

  TempKeyMethods(TempKeyBinding binding, AuthKeys keys) {
    this.binding = binding;
    this.keys = keys;
  }

  void register(MethodTable.Builder table) {
    table
        .openChange(BindTempAuthKey.class, this::bind)
        .openChange(DropTempAuthKeys.class, this::drop);
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

  private Boolean drop(DropTempAuthKeys asked, Call call) {
    var _ = keys.dropTemporary(call.key(), asked.exceptAuthKeys());
    return true;
  }
}
