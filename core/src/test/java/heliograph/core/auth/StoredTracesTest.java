package heliograph.core.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.core.testing.PassingStore;
import heliograph.store.Commit;
import heliograph.store.CommitOutcome;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What is written down of people, and what never is.
final class StoredTracesTest extends StoreTest {
  private final List<String> keys = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  @Test
  void nobodysAddressIsWrittenDownAndNumbersAndNamesStandInNoKey() {
    world = new World(recorded(), clock, SignUpMode.INVITE);
    InetAddress from = InetAddress.ofLiteral("203.0.113.77");
    UserId ann = signUpFrom(from, "Annabelle");
    world.usernames.change(ann, World.origin(), "Annabelle_There");
    PhoneNumber number = world.numberOf(ann);
    AuthKey second = world.freshKey();
    String hash = world.signIn.sendCode(second, number, from);
    world.signIn.signIn(second, number, hash, world.notices.getLast().code(), from);
    world.presence.online(ann);
    world.presence.offline(ann);

    assertThat(values).as("this looks where values are").anyMatch(it -> it.contains("Annabelle"));
    assertThat(keys)
        .noneMatch(it -> it.contains(number.digits()))
        .noneMatch(it -> it.toLowerCase(Locale.ROOT).contains("annabelle"));
    for (String address : List.of(from.getHostAddress(), latin(from.getAddress()), "203.0.113")) {
      assertThat(keys).noneMatch(it -> it.contains(address));
      assertThat(values).noneMatch(it -> it.contains(address));
    }
  }

  @Test
  void idsOfPeopleCountNothing() {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(world.person("Person " + i).value());
    }

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).isNotEqualTo(ids.stream().sorted().toList());
    assertThat(ids).isNotEqualTo(ids.stream().sorted().toList().reversed());
  }

  private UserId signUpFrom(InetAddress from, String name) {
    AuthKey key = world.freshKey();
    Invites.Invite invite = world.invites.create();
    String hash = world.signIn.sendCode(key, invite.number(), from);
    world.signIn.signIn(key, invite.number(), hash, invite.code(), from);
    return world.signIn.signUp(key, invite.number(), hash, name, "");
  }

  private PassingStore recorded() {
    return new PassingStore(store) {
      @Override
      public CommitOutcome commit(Commit commit) {
        keys.add(latin(commit.partition().bytes()));
        commit
            .puts()
            .forEach(row -> {
              keys.add(latin(row.key().toByteArray()));
              values.add(latin(row.value()));
            });
        return super.commit(commit);
      }
    };
  }

  /// Bytes as a text in which any of them can be looked for.
  private static String latin(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
