package heliograph.rpc.help;

import heliograph.core.account.Names;
import heliograph.core.messages.Dialogs;
import heliograph.core.messages.MessageText;
import heliograph.core.messages.ReadDates;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.tl.api.JsonBool;
import heliograph.tl.api.JsonNumber;
import heliograph.tl.api.JsonObject;
import heliograph.tl.api.JsonObjectValue;
import heliograph.tl.api.TypeJSONValue;
import heliograph.tl.api.help.AppConfig;
import heliograph.tl.api.help.AppConfigNotModified;
import heliograph.tl.api.help.GetAppConfig;
import heliograph.tl.api.help.TypeAppConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What clients may offer, and how much of it: nothing is for sale here, so all limits are the same for everybody.
///
/// @see <a href="https://core.telegram.org/api/config#client-configuration">api/config</a>
final class AppConfigMethods {
  private static final Map<String, Boolean> SWITCHES =
      new TreeMap<>(
          Map.of(
              "premium_purchase_blocked", true,
              "stars_purchase_blocked", true,
              "stories_all_hidden", true,
              "autoarchive_setting_available", true,
              "dialog_filters_enabled", false,
              "dialog_filters_tooltip", false,
              "giveaway_gifts_purchase_available", false,
              "help_dialogs_filters_enabled", false));

  private static final Map<String, Integer> LIMITS =
      new TreeMap<>(
          Map.of(
              "contact_note_length_limit", Names.MAX_NOTE,
              "dialogs_pinned_limit_default", Dialogs.MAX_PINNED,
              "dialogs_pinned_limit_premium", Dialogs.MAX_PINNED,
              "dialogs_folder_pinned_limit_default", Dialogs.MAX_PINNED,
              "dialogs_folder_pinned_limit_premium", Dialogs.MAX_PINNED,
              "about_length_limit_default", Names.MAX_ABOUT,
              "about_length_limit_premium", Names.MAX_ABOUT,
              "quote_length_max", MessageText.MAX_QUOTE_LENGTH,
              "pm_read_date_expire_period", ReadDates.KEPT_SECONDS,
              "authorization_autoconfirm_period", 604_800));

  private final AppConfig config;

  AppConfigMethods() {
    List<JsonObjectValue> values = new ArrayList<>();
    SWITCHES.forEach((key, value) -> values.add(value(key, new JsonBool(value))));
    LIMITS.forEach((key, value) -> values.add(value(key, new JsonNumber(value))));
    JsonObject all = new JsonObject(List.copyOf(values));
    this.config = new AppConfig(all.hashCode() | 1, all);
  }

  void register(MethodTable.Builder table) {
    table.openRead(GetAppConfig.class, this::get);
  }

  private TypeAppConfig get(GetAppConfig asked, Call call) {
    return asked.hash() == config.hash() ? new AppConfigNotModified() : config;
  }

  private static JsonObjectValue value(String key, TypeJSONValue value) {
    return new JsonObjectValue(key, value);
  }
}
