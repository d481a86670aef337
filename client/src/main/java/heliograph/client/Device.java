package heliograph.client;

import heliograph.tl.TlMethod;
import heliograph.tl.api.InitConnection;
import heliograph.tl.api.InvokeWithLayer;
import java.util.Locale;

/// What a client says about itself (`initConnection`): other devices of the account show it in their list of sessions.
///
/// @param layer the layer of the API that it speaks
public record Device(int layer, String model, String system, String application) {
  /// Which program this is, in the numbering of those who hand such numbers out; ours asks nobody.
  static final int API_ID = 1;

  static final String API_HASH = "heliograph";

  /// This machine, speaking the newest layer.
  public static Device here(String application) {
    return new Device(
        heliograph.tl.Layer.NEWEST,
        System.getProperty("os.arch", "unknown"),
        System.getProperty("os.name", "unknown"),
        application);
  }

  /// The call with the introduction around it.
  TlMethod<?> introduce(TlMethod<?> call) {
    String language = Locale.getDefault().getLanguage();
    return new InvokeWithLayer(
        layer,
        InitConnection.builder()
            .apiId(API_ID)
            .deviceModel(model)
            .systemVersion(system)
            .appVersion(application)
            .systemLangCode(language)
            .langPack("")
            .langCode(language)
            .query(call)
            .build());
  }
}
