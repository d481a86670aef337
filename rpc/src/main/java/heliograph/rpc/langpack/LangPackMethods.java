package heliograph.rpc.langpack;

import heliograph.core.Refusal;
import heliograph.rpc.MethodTable;
import heliograph.tl.api.LangPackDifference;
import heliograph.tl.api.LangPackLanguage;
import heliograph.tl.api.LangPackStringDeleted;
import heliograph.tl.api.TypeLangPackString;
import heliograph.tl.api.langpack.GetDifference;
import heliograph.tl.api.langpack.GetLangPack;
import heliograph.tl.api.langpack.GetLanguage;
import heliograph.tl.api.langpack.GetLanguages;
import heliograph.tl.api.langpack.GetStrings;
import java.util.List;

/// The texts of clients. Every client brings its own in English, so this server knows that one language, has no text
/// to change, and says so.
///
/// @see <a href="https://core.telegram.org/api/translations">api/translations</a>
public final class LangPackMethods {
  private static final int VERSION = 1;
  private static final int MAX_KEYS = 1000;
  private static final String ENGLISH = "en";

  private LangPackMethods() {}

  public static void register(MethodTable.Builder table) {
    table
        .openRead(GetLanguages.class, (_, _) -> List.of(english()))
        .openRead(GetLanguage.class, (asked, _) -> language(asked.langCode()))
        .openRead(GetLangPack.class, (asked, _) -> nothing(asked.langCode(), 0))
        .openRead(GetDifference.class, (asked, _) -> nothing(asked.langCode(), asked.fromVersion()))
        .openRead(GetStrings.class, (asked, _) -> unknown(asked.keys()));
  }

  private static LangPackLanguage language(String code) {
    if (!code.equals(ENGLISH)) {
      throw Refusal.LANG_CODE_NOT_SUPPORTED.exception();
    }
    return english();
  }

  private static LangPackLanguage english() {
    return LangPackLanguage.builder()
        .official(true)
        .name("English")
        .nativeName("English")
        .langCode(ENGLISH)
        .pluralCode(ENGLISH)
        .translationsUrl("")
        .build();
  }

  private static LangPackDifference nothing(String code, int from) {
    return new LangPackDifference(code, from, VERSION, List.of());
  }

  private static List<TypeLangPackString> unknown(List<String> keys) {
    if (keys.size() > MAX_KEYS) {
      throw Refusal.LIMIT_INVALID.exception();
    }
    return keys.stream().<TypeLangPackString>map(LangPackStringDeleted::new).toList();
  }
}
