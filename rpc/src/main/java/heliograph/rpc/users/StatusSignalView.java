package heliograph.rpc.users;

import heliograph.core.UserId;
import heliograph.core.account.Account;
import heliograph.core.account.Accounts;
import heliograph.rpc.push.SignalView;
import heliograph.rpc.view.Rendering;
import heliograph.tl.TlObject;
import heliograph.tl.api.UpdateUserStatus;
import heliograph.tl.storage.StatusSignal;

/// Shows that somebody went online or offline.
///
/// @see <a href="https://core.telegram.org/constructor/updateUserStatus">updateUserStatus</a>
public final class StatusSignalView implements SignalView {
  private final Accounts accounts;
  private final StatusViews statuses;

  public StatusSignalView(Accounts accounts, StatusViews statuses) {
    this.accounts = accounts;
    this.statuses = statuses;
  }

  @Override
  public boolean show(TlObject signal, Rendering into) {
    if (!(signal instanceof StatusSignal status)) {
      return false;
    }
    Account target = accounts.find(new UserId(status.userId()));
    Account viewer = accounts.find(into.viewer());
    if (target != null && statuses.told(viewer, target)) {
      into.named().add(status.userId());
      into.add(new UpdateUserStatus(status.userId(), statuses.of(viewer, target)));
    }
    return true;
  }
}
