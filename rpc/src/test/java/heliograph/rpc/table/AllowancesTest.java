package heliograph.rpc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.tl.TlMethod;
import heliograph.tl.api.InputMessagesFilterEmpty;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.InputPhoneContact;
import heliograph.tl.api.InputUserSelf;
import heliograph.tl.api.account.UpdateProfile;
import heliograph.tl.api.account.UpdateStatus;
import heliograph.tl.api.contacts.ImportContacts;
import heliograph.tl.api.messages.SearchGlobal;
import heliograph.tl.api.users.GetUsers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often a person may do what costs others much.
final class AllowancesTest {
  @TempDir private Path folder;
  private TestServer server;
  private TestSession ann;

  @BeforeEach
  void start() {
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
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
            new InputPhoneContact(i, "+8880000%02d%02d".formatted(round, i), "Some", "body", null))
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
