package heliograph.rpc.table;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.tl.TlMethod;
import heliograph.tl.TlWriter;
import heliograph.tl.api.InputMessagesFilterEmpty;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.InputPhoneContact;
import heliograph.tl.api.InputPrivacyKeyAbout;
import heliograph.tl.api.InputPrivacyValueAllowUsers;
import heliograph.tl.api.InputPrivacyValueDisallowUsers;
import heliograph.tl.api.InputUser;
import heliograph.tl.api.InputUserSelf;
import heliograph.tl.api.TypeInputPrivacyRule;
import heliograph.tl.api.TypeInputUser;
import heliograph.tl.api.User;
import heliograph.tl.api.account.SetPrivacy;
import heliograph.tl.api.account.UpdateProfile;
import heliograph.tl.api.account.UpdateStatus;
import heliograph.tl.api.account.UpdateUsername;
import heliograph.tl.api.contacts.AddContact;
import heliograph.tl.api.contacts.ImportContacts;
import heliograph.tl.api.contacts.ResolveUsername;
import heliograph.tl.api.help.CountriesList;
import heliograph.tl.api.help.CountriesListNotModified;
import heliograph.tl.api.help.GetCountriesList;
import heliograph.tl.api.help.GetNearestDc;
import heliograph.tl.api.messages.SearchGlobal;
import heliograph.tl.api.users.GetUsers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often a person may do what costs others much.
final class AllowancesTest {
  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private TestServer server;
  private TestSession ann;

  @BeforeEach
  void start() {
    server = new TestServer(folder, true, () -> now);
    ann = new TestSession(server, 10, 229);
    People.signUp(server, ann, "Ann");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void oneWhoTriesNumbersIsStoppedAfterAFewHundred() {
    int calls = untilFlood(i -> new ImportContacts(numbers(i)));

    assertThat(calls).isEqualTo(3);
    assertThat(ann.ask(new GetUsers(List.of(new InputUserSelf())))).hasSize(1);
  }

  @Test
  void oneWhoChangesHisNameAllTheTimeIsStopped() {
    int calls = untilFlood(i -> UpdateProfile.builder().firstName("Ann " + i).build());

    assertThat(calls).isEqualTo(40);
  }

  @Test
  void oneWhoComesAndGoesAllTheTimeIsStopped() {
    int calls = untilFlood(i -> new UpdateStatus(i % 2 == 1));

    assertThat(calls).isEqualTo(60);
  }

  @Test
  void oneWhoGuessesANumberByAddingItsOwnerIsStopped() {
    TestSession bob = new TestSession(server, 11, 229);
    People.signUp(server, bob, "Bob");
    bob.ask(new UpdateUsername("bob_example"));
    User found = (User) ann.ask(new ResolveUsername("bob_example", null)).users().getFirst();
    var who = new InputUser(found.id(), Objects.requireNonNull(found.accessHash()));

    int calls =
        untilFlood(i ->
            AddContact.builder()
                .id(who)
                .firstName("Bob")
                .lastName("")
                .phone(Long.toString(88_810_000_000L + i))
                .build());

    assertThat(calls).isEqualTo(39);
  }

  @Test
  void peopleInPrivacyRulesAreCountedBeforeTheyAreLookedFor() {
    List<TypeInputUser> unknown = Collections.nCopies(501, new InputUser(1, 0));
    List<TypeInputPrivacyRule> rules =
        List.of(
            new InputPrivacyValueAllowUsers(unknown), new InputPrivacyValueDisallowUsers(unknown));

    assertThatThrownBy(() -> ann.ask(new SetPrivacy(new InputPrivacyKeyAbout(), rules)))
        .hasMessageContaining("400 PRIVACY_TOO_LONG");
    assertThatThrownBy(
            () -> ann.ask(new SetPrivacy(new InputPrivacyKeyAbout(), List.of(rules.getFirst()))))
        .hasMessageContaining("400 PEER_ID_INVALID");
  }

  @Test
  void oneWhoDescribesHisClientAnewWithEachCallIsStopped() {
    TestSession stranger = new TestSession(server, 12, 229);
    int calls = 0;
    String refusal = "";
    while (!refusal.contains("420 FLOOD_WAIT_") && calls < 2000) {
      refusal = refusal(stranger, introduced(200 + calls % 20, new GetUsers(List.of())));
      calls++;
    }

    assertThat(refusal).contains("420 FLOOD_WAIT_");
    assertThat(calls).isEqualTo(401);
    assertThat(server.storedKeys().use(12).layer()).as("written last").isEqualTo(200 + 399 % 20);
  }

  @Test
  void aCallThatHasToWaitIntroducesItsClientAllTheSame() {
    TestSession stranger = new TestSession(server, 12, 229);
    byte[] bare = new GetNearestDc().toBytes(229);
    for (int i = 0; i < 400; i++) {
      assertThat(refusal(stranger, bare)).contains("CONNECTION_NOT_INITED");
    }
    assertThat(refusal(stranger, introduced(229, new GetNearestDc()))).contains("420 FLOOD_WAIT_");

    now = now.plusSeconds(1);

    assertThat(refusal(stranger, bare)).isEmpty();
  }

  private static byte[] introduced(int layer, TlMethod<?> call) {
    TlWriter body = new TlWriter(229);
    Wrapped.layer(body, layer);
    Wrapped.connection(body);
    call.write(body);
    return body.toByteArray();
  }

  /// Why a call was refused; empty if it was not.
  private static String refusal(TestSession session, byte[] body) {
    try {
      var _ = session.answerTo(body).join();
      return "";
    } catch (CompletionException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  @Test
  void aLanguageThatIsNoneCostsNothing() {
    TestSession stranger = new TestSession(server, 12, 229);
    String hostile =
        "en" + IntStream.range(0, 40_000).mapToObj("-a%05d"::formatted).collect(joining());

    var list = (CountriesList) stranger.ask(new GetCountriesList(hostile, 0));

    assertThat(list).isEqualTo(stranger.ask(new GetCountriesList("en", 0)));
    assertThat(stranger.ask(new GetCountriesList("en", list.hash())))
        .isInstanceOf(CountriesListNotModified.class);
    assertThat(nameOf("DE", stranger, "uk")).isEqualTo("Німеччина");
    assertThat(nameOf("DE", stranger, "zh-hans")).isEqualTo("德国");
    assertThat(nameOf("DE", stranger, "zh_TW")).isEqualTo("德國");
    assertThat(nameOf("DE", stranger, "none")).isNull();
  }

  private static @Nullable String nameOf(String country, TestSession session, String language) {
    return ((CountriesList) session.ask(new GetCountriesList(language, 0)))
        .countries().stream()
            .filter(it -> it.iso2().equals(country))
            .findFirst()
            .orElseThrow()
            .name();
  }

  @Test
  void searchingHasItsOwnBound() {
    int calls =
        untilFlood(i ->
            SearchGlobal.builder()
                .q("word" + i)
                .filter(new InputMessagesFilterEmpty())
                .minDate(0)
                .maxDate(0)
                .offsetRate(0)
                .offsetPeer(new InputPeerEmpty())
                .offsetId(0)
                .limit(10)
                .build());

    assertThat(calls).isEqualTo(60);
    assertThat(ann.ask(new GetUsers(List.of(new InputUserSelf())))).hasSize(1);
  }

  private static List<InputPhoneContact> numbers(int round) {
    return IntStream.range(0, 100)
        .mapToObj(i ->
            new InputPhoneContact(
                i, "+" + (88_820_000_000L + 100L * round + i), "Some", "body", null))
        .toList();
  }

  /// How many calls went through before the first that has to wait.
  private int untilFlood(IntFunction<TlMethod<?>> call) {
    for (int i = 0; i < 1000; i++) {
      int round = i;
      try {
        var _ = ann.ask(call.apply(round));
      } catch (CompletionException refused) {
        assertThatThrownBy(() -> ann.ask(call.apply(round)))
            .hasMessageContaining("420 FLOOD_WAIT_");
        return i;
      }
    }
    throw new AssertionError("never stopped");
  }
}
