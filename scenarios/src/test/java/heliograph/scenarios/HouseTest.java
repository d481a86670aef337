package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.client.ClientOptions;
import heliograph.client.RpcException;
import heliograph.client.SavedSession;
import heliograph.testkit.Await;
import heliograph.testkit.Device;
import heliograph.testkit.Watcher;
import heliograph.tl.api.GlobalPrivacySettings;
import heliograph.tl.api.account.SetGlobalPrivacySettings;
import heliograph.tl.api.contacts.Unblock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The property of the house, through the whole server: what a device fetched once and was told since adds up to what it would
/// fetch now. It holds for the device that changes things and applies the answers itself, for one that is always there, for one
/// whose connection breaks again and again, and for one that comes back at the end; for every method that changes something.
@ExtendWith(Watcher.class)
@Timeout(240)
class HouseTest {
  private static final int PEOPLE = 3;
  private static final int STEPS = 150;
  private static final GlobalPrivacySettings STAY_ARCHIVED =
      GlobalPrivacySettings.builder().keepArchivedUnmuted(true).build();

  @TempDir private Path folder;
  private final List<Resident> residents = new ArrayList<>();
  private final Set<Long> people = new TreeSet<>();
  private int granted;

  private record Resident(
      Device hand,
      Wishes wishes,
      Watching acting,
      Watching online,
      Watching reconnecting,
      Watching late,
      ClientOptions lateOptions) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whatDevicesAreToldAddsUpToWhatTheyWouldFetch(long seed) {
    Random random = new Random(seed);
    try (Town town = new Town(TestServer.start(folder.resolve("data")))) {
      settle(town, random);
      residents.forEach(resident -> resident.late().device().close());
      for (int step = 0; step < STEPS; step++) {
        Resident resident = residents.get(random.nextInt(PEOPLE));
        try {
          resident.wishes().wish(residents.get(random.nextInt(PEOPLE)).hand().id(), step);
          granted++;
        } catch (RpcException refused) {
          // A random wish may be foolish; what is refused changes nothing, which the pictures
          // prove.
          assertThat(refused.code()).isIn(400, 403);
        }
        if (random.nextInt(10) == 0) {
          residents.get(random.nextInt(PEOPLE)).reconnecting().device().client().reconnect();
        }
        if (step == STEPS / 2) {
          town.server().restart();
        }
      }
      assertThat(granted).as("wishes that were granted").isGreaterThan(STEPS / 2);
      residents.forEach(
          it -> it.late().comeBackAs(town.openAgain(it.late().device(), it.lateOptions())));
      sayTheEnd();
      residents.forEach(this::compare);
    }
  }

  /// Everybody has four devices and knows the others.
  private void settle(Town town, Random random) {
    List<Device> hands = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      hands.add(town.signUp("Person " + i));
    }
    for (Device hand : hands) {
      people.add(hand.id());
      // Else what others write moves chats between what the acting device tells itself.
      var _ = hand.call(new SetGlobalPrivacySettings(STAY_ARCHIVED));
    }
    List<List<Device>> others = new ArrayList<>();
    List<ClientOptions> lateOptions = new ArrayList<>();
    for (Device hand : hands) {
      hands.stream().filter(other -> other != hand).forEach(hand::meet);
      ClientOptions kept = town.fresh().with(SavedSession.inMemory());
      lateOptions.add(kept);
      others.add(
          List.of(
              town.logInElsewhere(hand),
              town.logInElsewhere(hand),
              town.logInElsewhere(hand, kept)));
    }
    for (int i = 0; i < PEOPLE; i++) {
      Device hand = hands.get(i);
      for (Device other : others.get(i)) {
        hands.stream().filter(it -> it != hand).forEach(other::meet);
      }
    }
    for (int i = 0; i < PEOPLE; i++) {
      Watching acting = new Watching(hands.get(i), people);
      Watching online = new Watching(others.get(i).get(0), people);
      residents.add(
          new Resident(
              hands.get(i),
              new Wishes(acting, online, random),
              acting,
              online,
              new Watching(others.get(i).get(1), people),
              new Watching(others.get(i).get(2), people),
              lateOptions.get(i)));
    }
  }

  /// After a last message from everybody to everybody, all that came before it has arrived.
  private void sayTheEnd() {
    for (Resident from : residents) {
      for (Resident to : residents) {
        try {
          var _ = from.hand().call(new Unblock(false, from.hand().peer(to.hand())));
          from.hand().seen().update(Wishes.blocked(to.hand().id(), false));
        } catch (RpcException notBlocked) {
          assertThat(notBlocked.code()).isEqualTo(400);
        }
      }
    }
    for (Resident from : residents) {
      for (Resident to : residents) {
        from.hand().send(to.hand(), "the end of " + from.hand().id());
      }
    }
    for (Resident resident : residents) {
      for (Watching watching : all(resident)) {
        for (long other : people) {
          watching.device().seen().awaitText("the end of " + other);
        }
      }
    }
  }

  private static List<Watching> all(Resident resident) {
    return List.of(resident.acting(), resident.online(), resident.reconnecting(), resident.late());
  }

  private void compare(Resident resident) {
    Set<Long> others = new TreeSet<>(people);
    others.remove(resident.hand().id());
    List<Watching> all = all(resident);
    var names = all.stream().map(it -> Names.known(it.device(), others)).toList();
    Map<String, Object> fresh = Watching.fetched(resident.hand(), people);
    var freshNames = Names.fetched(resident.hand(), others);
    List<String> who = List.of("acting", "online", "reconnecting", "late");
    for (int i = 0; i < all.size(); i++) {
      Watching watching = all.get(i);
      String whose = who.get(i);
      Await.until(
          () -> Watching.differences(watching.picture(), fresh).isEmpty(),
          () -> whose + " to be told of " + Watching.differences(watching.picture(), fresh));
      assertThat(names.get(i)).as("names known to %s", whose).isEqualTo(freshNames);
    }
  }
}
