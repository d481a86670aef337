package heliograph.rpc.account;

import heliograph.core.account.NotifyScope;
import heliograph.tl.api.InputPeerNotifySettings;
import heliograph.tl.api.NotificationSoundDefault;
import heliograph.tl.api.NotificationSoundLocal;
import heliograph.tl.api.NotificationSoundNone;
import heliograph.tl.api.NotificationSoundRingtone;
import heliograph.tl.api.NotifyBroadcasts;
import heliograph.tl.api.NotifyChats;
import heliograph.tl.api.NotifyPeer;
import heliograph.tl.api.NotifyUsers;
import heliograph.tl.api.PeerNotifySettings;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeNotificationSound;
import heliograph.tl.api.TypeNotifyPeer;
import heliograph.tl.storage.StoredNotify;
import heliograph.tl.storage.StoredSound;
import org.jspecify.annotations.Nullable;

/// Notification settings between the wire and the store.
///
/// @see <a href="https://core.telegram.org/constructor/peerNotifySettings">peerNotifySettings</a>
public final class NotifyViews {
  private static final int DEFAULT = 0;
  private static final int NONE = 1;
  private static final int LOCAL = 2;
  private static final int RINGTONE = 3;
  private static final int MAX_SOUND_NAME = 128;

  private NotifyViews() {}

  public static PeerNotifySettings view(StoredNotify stored) {
    TypeNotificationSound sound = sound(stored.sound());
    return PeerNotifySettings.builder()
        .showPreviews(stored.showPreviews())
        .silent(stored.silent())
        .muteUntil(stored.muteUntil())
        .iosSound(sound)
        .androidSound(sound)
        .otherSound(sound)
        .build();
  }

  static TypeNotifyPeer peer(NotifyScope scope) {
    return switch (scope) {
      case NotifyScope.Person(var user) -> new NotifyPeer(new PeerUser(user.value()));
      case NotifyScope.Kind.PEOPLE -> new NotifyUsers();
      case NotifyScope.Kind.GROUPS -> new NotifyChats();
      case NotifyScope.Kind.CHANNELS -> new NotifyBroadcasts();
    };
  }

  static StoredNotify stored(InputPeerNotifySettings asked) {
    return StoredNotify.builder()
        .showPreviews(asked.showPreviews())
        .silent(asked.silent())
        .muteUntil(asked.muteUntil())
        .sound(stored(asked.sound()))
        .build();
  }

  private static @Nullable StoredSound stored(@Nullable TypeNotificationSound sound) {
    return switch (sound) {
      case null -> null;
      case NotificationSoundDefault _ -> new StoredSound(DEFAULT, "", "", 0);
      case NotificationSoundNone _ -> new StoredSound(NONE, "", "", 0);
      case NotificationSoundLocal local ->
          new StoredSound(LOCAL, cut(local.title()), cut(local.data()), 0);
      case NotificationSoundRingtone ringtone -> new StoredSound(RINGTONE, "", "", ringtone.id());
    };
  }

  private static @Nullable TypeNotificationSound sound(@Nullable StoredSound stored) {
    if (stored == null) {
      return null;
    }
    return switch (stored.kind()) {
      case NONE -> new NotificationSoundNone();
      case LOCAL -> new NotificationSoundLocal(stored.title(), stored.data());
      case RINGTONE -> new NotificationSoundRingtone(stored.id());
      default -> new NotificationSoundDefault();
    };
  }

  private static String cut(String name) {
    return name.length() <= MAX_SOUND_NAME ? name : name.substring(0, MAX_SOUND_NAME);
  }
}
