package heliograph.core.auth;

import heliograph.tl.storage.StoredKeyClient;
import org.jspecify.annotations.Nullable;

/// What a client says of itself in `initConnection`: shown in the list of sessions.
public record ClientDescription(
    int apiId,
    String deviceModel,
    String systemVersion,
    String appVersion,
    String systemLangCode,
    String langPack,
    String langCode) {

  /// A client that said nothing.
  static final ClientDescription UNKNOWN = new ClientDescription(0, "", "", "", "", "", "");

  static @Nullable ClientDescription of(@Nullable StoredKeyClient stored) {
    Integer apiId = stored == null ? null : stored.apiId();
    return stored == null || apiId == null
        ? null
        : new ClientDescription(
            apiId,
            text(stored.deviceModel()),
            text(stored.systemVersion()),
            text(stored.appVersion()),
            text(stored.systemLangCode()),
            text(stored.langPack()),
            text(stored.langCode()));
  }

  private static String text(@Nullable String stored) {
    return stored == null ? "" : stored;
  }
}
