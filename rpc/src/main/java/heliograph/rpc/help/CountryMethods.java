package heliograph.rpc.help;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/// The countries that a number may be from, with their names in the client's language, and the numbers that belong to
/// none: those that the server makes.
///
/// @see <a href="https://core.telegram.org/method/help.getCountriesList">help.getCountriesList</a>
final class CountryMethods {
  /// A code that no country has; clients know it as that of anonymous numbers.
  private static final String ANONYMOUS = "FT";

  private final Map<String, List<String>> codes = read();

  void register(MethodTable.Builder table) {
    table.openRead(GetCountriesList.class, this::list);
  }

  private TypeCountriesList list(GetCountriesList asked, Call call) {
    Locale language = Locale.forLanguageTag(asked.langCode());
    List<Country> countries = new ArrayList<>();
    countries.add(
        Country.builder()
            .iso2(ANONYMOUS)
            .defaultName("Anonymous Numbers")
            .countryCodes(List.of(new CountryCode("888", null, List.of("XXXX XXXX"))))
            .build());
    codes.forEach((iso2, numbers) -> countries.add(country(iso2, numbers, language)));
    int hash = countries.hashCode() | 1;
    return asked.hash() == hash
        ? new CountriesListNotModified()
        : new CountriesList(countries, hash);
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
