package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.RefusedException;
import heliograph.core.UserId;
import heliograph.tl.TlMethod;
import heliograph.tl.api.InputDialogPeer;
import heliograph.tl.api.InputFolderPeer;
import heliograph.tl.api.InputReplyToMessage;
import heliograph.tl.api.TypeInputReplyTo;
import heliograph.tl.api.folders.EditPeerFolders;
import heliograph.tl.api.messages.ClearAllDrafts;
import heliograph.tl.api.messages.DeleteHistory;
import heliograph.tl.api.messages.DeleteMessages;
import heliograph.tl.api.messages.EditMessage;
import heliograph.tl.api.messages.ForwardMessages;
import heliograph.tl.api.messages.MarkDialogUnread;
import heliograph.tl.api.messages.ReadHistory;
import heliograph.tl.api.messages.ReorderPinnedDialogs;
import heliograph.tl.api.messages.SaveDraft;
import heliograph.tl.api.messages.SendMessage;
import heliograph.tl.api.messages.ToggleDialogPin;
import heliograph.tl.api.messages.UnpinAllMessages;
import heliograph.tl.api.messages.UpdatePinnedMessage;
import heliograph.tl.api.updates.GetState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The house property: what a device was told adds up to what a new device is shown. It holds for one that is always
/// there, for one that comes and goes, and for one that comes at the very end; for every method that changes something.
class HousePropertyTest {
  private static final List<UserId> PEOPLE =
      List.of(new UserId(21), new UserId(22), new UserId(23));
  private static final int STEPS = 250;

  @TempDir Path folder;

  private int accepted;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Resident(
      House.Session hand,
      Device online,
      Device wandering,
      House.Session wanderingSession,
      boolean[] present) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void updatesAddUpToTheState(long seed) {
    Random random = new Random(seed);
    try (House house = new House(folder)) {
      List<Resident> residents = new ArrayList<>();
      for (UserId person : PEOPLE) {
        House.Session online = house.session(person);
        online.attach();
        House.Session wandering = house.session(person);
        residents.add(
            new Resident(
                house.session(person),
                new Device(online),
                new Device(wandering),
                wandering,
                new boolean[1]));
      }
      for (int step = 0; step < STEPS; step++) {
        Resident resident = residents.get(random.nextInt(residents.size()));
        act(resident.hand(), random, step);
        if (random.nextInt(3) == 0) {
          house.pass(random.nextInt(5));
        }
        residents.forEach(it -> it.online().hear());
        wander(residents.get(random.nextInt(residents.size())), random);
      }
      assertThat(accepted).as("wishes that were granted").isGreaterThan(STEPS / 2);
      for (Resident resident : residents) {
        Device.Picture fresh = Device.fresh(resident.hand());
        assertThat(resident.online().picture()).as("online").isEqualTo(fresh);
        resident.wandering().catchUp(5);
        assertThat(resident.wandering().picture()).as("reconnecting").isEqualTo(fresh);
        Device late = new Device(house.session(resident.hand().user()));
        late.catchUp(7);
        assertThat(late.picture()).as("late").isEqualTo(fresh);
        assertThat(resident.hand().call(new GetState()).unreadCount())
            .as("unread")
            .isEqualTo(fresh.unread());
      }
    }
  }

  private static void wander(Resident resident, Random random) {
    boolean[] present = resident.present();
    if (present[0]) {
      resident.wandering().hear();
    }
    if (random.nextInt(6) == 0) {
      present[0] = !present[0];
      if (present[0]) {
        resident.wanderingSession().attach();
        resident.wandering().catchUp(100);
      } else {
        resident.wanderingSession().detach();
      }
    }
  }

  private void act(House.Session hand, Random random, int step) {
    try {
      var _ = hand.call(something(hand, random, step));
      accepted++;
    } catch (RefusedException _) {
      // A random wish may be foolish; what is refused changes nothing, which the pictures prove.
    }
  }

  private static TlMethod<?> something(House.Session hand, Random random, int step) {
    UserId to = PEOPLE.get(random.nextInt(PEOPLE.size()));
    var peer = hand.peer(to);
    int some = 2 + random.nextInt(step + 10);
    return switch (random.nextInt(18)) {
      case 0, 1, 2, 3, 4 ->
          SendMessage.builder()
              .peer(peer)
              .message("message " + step)
              .randomId(random.nextLong())
              .clearDraft(random.nextBoolean())
              .replyTo(reply(hand, random, some))
              .build();
      case 5 -> EditMessage.builder().peer(peer).id(some).message("edited " + step).build();
      case 6 -> new DeleteMessages(random.nextBoolean(), List.of(some, some + 1, some + 3));
      case 7 -> {
        boolean rare = random.nextInt(4) == 0;
        yield DeleteHistory.builder()
            .peer(peer)
            .maxId(rare ? 0 : some / 2)
            .justClear(random.nextBoolean())
            .revoke(random.nextBoolean())
            .build();
      }
      case 8, 9 -> new ReadHistory(peer, random.nextBoolean() ? 0 : some);
      case 10 ->
          ForwardMessages.builder()
              .fromPeer(peer)
              .id(List.of(some))
              .randomId(List.of(random.nextLong()))
              .toPeer(hand.peer(PEOPLE.get(random.nextInt(PEOPLE.size()))))
              .build();
      case 11 ->
          SaveDraft.builder().peer(peer).message(random.nextInt(3) == 0 ? "" : "d" + step).build();
      case 16 ->
          new UpdatePinnedMessage(
              random.nextBoolean(), random.nextInt(3) == 0, random.nextInt(3) == 0, peer, some);
      case 17 -> new UnpinAllMessages(peer, null, null);
      case 12 -> new ToggleDialogPin(random.nextInt(3) > 0, new InputDialogPeer(peer));
      case 13 -> new MarkDialogUnread(random.nextInt(3) > 0, null, new InputDialogPeer(peer));
      case 14 -> new EditPeerFolders(List.of(new InputFolderPeer(peer, random.nextInt(2))));
      default ->
          random.nextInt(4) == 0
              ? new ClearAllDrafts()
              : new ReorderPinnedDialogs(
                  random.nextBoolean(), random.nextInt(2), List.of(new InputDialogPeer(peer)));
    };
  }

  private static @Nullable TypeInputReplyTo reply(House.Session hand, Random random, int id) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> InputReplyToMessage.builder().replyToMsgId(id).build();
      case 2 ->
          InputReplyToMessage.builder()
              .replyToMsgId(id)
              .replyToPeerId(hand.peer(PEOPLE.get(random.nextInt(PEOPLE.size()))))
              .build();
      default -> null;
    };
  }
}
