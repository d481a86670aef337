package heliograph.scenarios;

import heliograph.testkit.Belief;
import heliograph.testkit.Device;
import heliograph.tl.api.InputNotifyPeer;
import heliograph.tl.api.InputPrivacyKeyAbout;
import heliograph.tl.api.NotifyPeer;
import heliograph.tl.api.PeerNotifySettings;
import heliograph.tl.api.PrivacyKeyAbout;
import heliograph.tl.api.TypePeer;
import heliograph.tl.api.TypePrivacyRule;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.UpdateNotifySettings;
import heliograph.tl.api.UpdatePeerBlocked;
import heliograph.tl.api.UpdatePrivacy;
import heliograph.tl.api.account.GetNotifySettings;
import heliograph.tl.api.account.GetPrivacy;
import heliograph.tl.api.contacts.Blocked;
import heliograph.tl.api.contacts.GetBlocked;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a device believes of its account besides chats: whom it mutes and blocks, and who may read what is said about oneself. Fetched
/// once, and from then on moved by updates alone.
final class Preferences {
  private static final int PAGE = 100;

  private final Map<Long, Integer> mutedUntil = new TreeMap<>();
  private final Set<Long> blocked = new TreeSet<>();
  private List<TypePrivacyRule> aboutRules;

  private Preferences(List<TypePrivacyRule> aboutRules) {
    this.aboutRules = aboutRules;
  }

  /// As they are, asked for piece by piece.
  static Preferences fetched(Device device, Set<Long> people) {
    Preferences found =
        new Preferences(device.call(new GetPrivacy(new InputPrivacyKeyAbout())).rules());
    for (long person : people) {
      var scope = new InputNotifyPeer(device.client().peers().inputPeer(person));
      found.mute(person, device.call(new GetNotifySettings(scope)));
    }
    Blocked all = (Blocked) device.call(GetBlocked.builder().offset(0).limit(PAGE).build());
    all.blocked().forEach(one -> found.blocked.add(Belief.user(one.peerId())));
    return found;
  }

  void update(TypeUpdate update) {
    switch (update) {
      case UpdatePeerBlocked it -> {
        long peer = Belief.user(it.peerId());
        var _ = it.blocked() ? blocked.add(peer) : blocked.remove(peer);
      }
      case UpdateNotifySettings it when it.peer() instanceof NotifyPeer(TypePeer peer) ->
          mute(Belief.user(peer), it.notifySettings());
      case UpdatePrivacy it when it.key() instanceof PrivacyKeyAbout -> aboutRules = it.rules();
      default -> {
        // Nothing that is kept: typing, presence, names.
      }
    }
  }

  private void mute(long person, PeerNotifySettings settings) {
    Integer until = settings.muteUntil();
    if (until == null) {
      mutedUntil.remove(person);
    } else {
      mutedUntil.put(person, until);
    }
  }

  /// All of them, in a form that can be compared.
  record Picture(
      Map<Long, Integer> mutedUntil, Set<Long> blocked, List<TypePrivacyRule> aboutRules) {}

  Picture picture() {
    return new Picture(Map.copyOf(mutedUntil), Set.copyOf(blocked), aboutRules);
  }
}
