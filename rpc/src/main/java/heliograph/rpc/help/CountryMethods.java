package heliograph.rpc.help;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.tl.api.help.CountriesList;
import heliograph.tl.api.help.CountriesListNotModified;
import heliograph.tl.api.help.Country;
import heliograph.tl.api.help.CountryCode;
import heliograph.tl.api.help.GetCountriesList;
import heliograph.tl.api.help.TypeCountriesList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// The countries that a number may be from, with their names in the client's language, and the numbers that belong to
/// none: those that the server makes.
///
/// @see <a href="https://core.telegram.org/method/help.getCountriesList">help.getCountriesList</a>
final class CountryMethods {
  /// A code that no country has; clients know it as that of anonymous numbers.
  private static final String ANONYMOUS = "FT";

  /// Lists that are kept: people of one server have few languages.
  private static final int MAX_KEPT = 16;

  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final Pattern TRADITIONAL =
      Pattern.compile("zh[-_](hant|tw|hk|mo)", Pattern.CASE_INSENSITIVE);

  private final Map<String, List<String>> codes = read();
  private final Cache<Locale, CountriesList> lists =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).build();

  void register(MethodTable.Builder table) {
    table.openRead(GetCountriesList.class, this::list);
  }

  private TypeCountriesList list(GetCountriesList asked, Call call) {
    CountriesList list = lists.get(language(asked.langCode()), this::named);
    return asked.hash() == list.hash() ? new CountriesListNotModified() : list;
  }

  /// A language that there is. What a client made up must not reach the JDK, which keeps what it was once asked for and takes
  /// minutes for a long name.
  private static Locale language(String code) {
    if (TRADITIONAL.matcher(code).matches()) {
      return Locale.TRADITIONAL_CHINESE;
    }
    String language = code.substring(0, Math.min(2, code.length())).toLowerCase(Locale.ROOT);
    boolean alone = code.length() <= 2 || "-_".indexOf(code.charAt(2)) >= 0;
    return alone && LANGUAGES.contains(language) ? Locale.of(language) : Locale.ENGLISH;
  }

  private CountriesList named(Locale language) {
    List<Country> countries = new ArrayList<>();
    countries.add(
        Country.builder()
            .iso2(ANONYMOUS)
            .defaultName("Anonymous Numbers")
            .countryCodes(List.of(new CountryCode("888", null, List.of("XXXX XXXX"))))
            .build());
    codes.forEach((iso2, numbers) -> countries.add(country(iso2, numbers, language)));
    return new CountriesList(countries, countries.hashCode() | 1);
  }

  private static Country country(String iso2, List<String> numbers, Locale language) {
    Locale country = Locale.of("", iso2);
    String name = country.getDisplayCountry(Locale.ENGLISH);
    String local = country.getDisplayCountry(language);
    return Country.builder()
        .iso2(iso2)
        .defaultName(name)
        .name(local.equals(name) ? null : local)
        .countryCodes(numbers.stream().map(number -> new CountryCode(number, null, null)).toList())
        .build();
  }

  /// Lines of `ISO2 code code …`.
  private static Map<String, List<String>> read() {
    try (InputStream in =
        Objects.requireNonNull(CountryMethods.class.getResourceAsStream("countries.txt"))) {
      Map<String, List<String>> codes = new LinkedHashMap<>();
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .forEach(line -> {
            List<String> words = List.of(line.split(" "));
            codes.put(words.getFirst(), words.subList(1, words.size()));
          });
      return codes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
