package heliograph.core.auth;

/// What a client says of itself in `initConnection`: shown in the list of sessions.
public record ClientDescription(
    int apiId,
    String deviceModel,
    String systemVersion,
    String appVersion,
    String systemLangCode,
    String langPack,
    String langCode) {}
