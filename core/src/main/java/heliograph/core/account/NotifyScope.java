package heliograph.core.account;

import heliograph.core.UserId;
import heliograph.store.Key;
import heliograph.tl.storage.StoredNotifyNews;

/// What a notification setting is for.
///
/// @see <a href="https://core.telegram.org/type/NotifyPeer">NotifyPeer</a>
public sealed interface NotifyScope {
  /// One person.
  record Person(UserId user) implements NotifyScope {}

  /// All of a kind that have no setting of their own.
  enum Kind implements NotifyScope {
    PEOPLE(1),
    GROUPS(2),
    CHANNELS(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /// The number of the scope as it is stored, so it never changes.
  private int code() {
    return switch (this) {
      case Person _ -> 0;
      case Kind kind -> kind.code;
    };
  }

  private long user() {
    return this instanceof Person(UserId user) ? user.value() : 0;
  }

  default Key key() {
    return AccountKeys.NOTIFY.int8(code()).int64(user());
  }

  default StoredNotifyNews news() {
    return new StoredNotifyNews(code(), user());
  }

  static NotifyScope of(int code, long user) {
    for (Kind kind : Kind.values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    return new Person(new UserId(user));
  }

  static NotifyScope of(Key key) {
    return of(key.int8At(1), key.int64At(2));
  }
}
