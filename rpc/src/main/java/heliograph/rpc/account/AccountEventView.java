package heliograph.rpc.account;

import heliograph.core.UserId;
import heliograph.core.account.NotifyScope;
import heliograph.core.account.NotifySettings;
import heliograph.core.account.Privacy;
import heliograph.core.account.PrivacyKey;
import heliograph.core.mailbox.MailboxNews;
import heliograph.rpc.view.EventView;
import heliograph.rpc.view.Rendering;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.UpdateContactsReset;
import heliograph.tl.api.UpdateNotifySettings;
import heliograph.tl.api.UpdatePeerBlocked;
import heliograph.tl.api.UpdatePrivacy;
import heliograph.tl.api.UpdateUser;
import heliograph.tl.storage.StoredBlockNews;
import heliograph.tl.storage.StoredContactsNews;
import heliograph.tl.storage.StoredNotifyNews;
import heliograph.tl.storage.StoredPrivacyNews;
import heliograph.tl.storage.StoredUserNews;

/// Shows an account's devices what changed in it, as it is now.
///
/// @see <a href="https://core.telegram.org/type/Update">Update</a>
public final class AccountEventView implements EventView {
  private final Privacy privacy;
  private final NotifySettings notifySettings;

  public AccountEventView(Privacy privacy, NotifySettings notifySettings) {
    this.privacy = privacy;
    this.notifySettings = notifySettings;
  }

  @Override
  public boolean show(MailboxNews.Event event, Rendering into) {
    UserId viewer = into.viewer();
    switch (event.stored()) {
      case StoredUserNews(long user) -> {
        into.named().add(user);
        into.add(new UpdateUser(user));
      }
      case StoredPrivacyNews(int code) -> {
        PrivacyKey key = PrivacyKey.of(code);
        var rules = privacy.get(viewer, key);
        rules.rules().forEach(rule -> rule.users().forEach(into.named()::add));
        into.add(new UpdatePrivacy(PrivacyViews.view(key), PrivacyViews.view(rules)));
      }
      case StoredBlockNews(long user, boolean blocked) -> {
        into.named().add(user);
        into.add(new UpdatePeerBlocked(blocked, false, new PeerUser(user)));
      }
      case StoredNotifyNews(int code, long user) -> {
        NotifyScope scope = NotifyScope.of(code, user);
        if (user != 0) {
          into.named().add(user);
        }
        into.add(
            new UpdateNotifySettings(
                NotifyViews.peer(scope), NotifyViews.view(notifySettings.get(viewer, scope))));
      }
      case StoredContactsNews() -> into.add(new UpdateContactsReset());
      default -> {
        return false;
      }
    }
    return true;
  }
}
