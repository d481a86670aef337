package heliograph.rpc.auth;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.auth.Authorisations;
import heliograph.core.auth.LogIns;
import heliograph.tl.api.Authorization;
import heliograph.tl.storage.StoredAuthorisation;
import java.util.List;

/// Log-ins as their owner sees them. Where from they came was never stored.
///
/// @see <a href="https://core.telegram.org/constructor/authorization">authorization</a>
final class SessionViews {
  private final LogIns logIns;

  SessionViews(LogIns logIns) {
    this.logIns = logIns;
  }

  List<Authorization> all(UserId user, long currentKey) {
    return logIns.list(user).stream().map(logIn -> view(logIn, currentKey)).toList();
  }

  Authorization session(UserId user, long key, long currentKey) {
    return logIns.list(user).stream()
        .filter(logIn -> logIn.authKeyId() == key)
        .map(logIn -> view(logIn, currentKey))
        .findFirst()
        .orElseThrow(Refusal.HASH_INVALID::exception);
  }

  private static Authorization view(Authorisations.Authorisation logIn, long currentKey) {
    StoredAuthorisation row = logIn.row();
    boolean current = logIn.authKeyId() == currentKey;
    return Authorization.builder()
        .current(current)
        .hash(current ? 0 : row.hash())
        .encryptedRequestsDisabled(row.secretsDisabled())
        .callRequestsDisabled(row.callsDisabled())
        .unconfirmed(row.unconfirmed())
        .deviceModel(row.deviceModel())
        .platform("")
        .systemVersion(row.systemVersion())
        .apiId(row.apiId())
        .appName("")
        .appVersion(row.appVersion())
        .dateCreated(row.created())
        .dateActive(row.active())
        .ip("")
        .country("")
        .region("")
        .build();
  }
}
