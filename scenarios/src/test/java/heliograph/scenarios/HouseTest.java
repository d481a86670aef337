package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.client.ClientOptions;
import heliograph.client.RpcException;
import heliograph.client.SavedSession;
import heliograph.testkit.Await;
import heliograph.testkit.Device;
import heliograph.testkit.TestServer;
import heliograph.testkit.Town;
import heliograph.testkit.Watcher;
import heliograph.tl.api.DialogPeer;
import heliograph.tl.api.DraftMessage;
import heliograph.tl.api.DraftMessageEmpty;
import heliograph.tl.api.InputDialogPeer;
import heliograph.tl.api.InputFolderPeer;
import heliograph.tl.api.InputNotifyPeer;
import heliograph.tl.api.InputPeerNotifySettings;
import heliograph.tl.api.InputPrivacyKeyAbout;
import heliograph.tl.api.InputPrivacyValueAllowAll;
import heliograph.tl.api.InputPrivacyValueDisallowAll;
import heliograph.tl.api.InputReplyToMessage;
import heliograph.tl.api.NotifyPeer;
import heliograph.tl.api.PeerNotifySettings;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.PrivacyKeyAbout;
import heliograph.tl.api.SendMessageTypingAction;
import heliograph.tl.api.TypeDraftMessage;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.UpdateDeleteMessages;
import heliograph.tl.api.UpdateDialogPinned;
import heliograph.tl.api.UpdateDialogUnreadMark;
import heliograph.tl.api.UpdateDraftMessage;
import heliograph.tl.api.UpdatePeerBlocked;
import heliograph.tl.api.UpdatePinnedDialogs;
import heliograph.tl.api.UpdatePrivacy;
import heliograph.tl.api.UpdateReadHistoryInbox;
import heliograph.tl.api.account.ResetNotifySettings;
import heliograph.tl.api.account.SetPrivacy;
import heliograph.tl.api.account.UpdateNotifySettings;
import heliograph.tl.api.account.UpdateProfile;
import heliograph.tl.api.account.UpdateStatus;
import heliograph.tl.api.account.UpdateUsername;
import heliograph.tl.api.contacts.AddContact;
import heliograph.tl.api.contacts.Block;
import heliograph.tl.api.contacts.DeleteContacts;
import heliograph.tl.api.contacts.Unblock;
import heliograph.tl.api.folders.EditPeerFolders;
import heliograph.tl.api.messages.AffectedHistory;
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
import heliograph.tl.api.messages.SetTyping;
import heliograph.tl.api.messages.ToggleDialogPin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final int MUTED_UNTIL = 2_000_000_000;

  @TempDir private Path folder;
  private final List<Resident> residents = new ArrayList<>();
  private final Set<Long> people = new TreeSet<>();
  private int granted;

  /// What one device believed to begin with, and has been told by now.
  private static final class Watching {
    private Device device;
    private final Belief belief;
    private int seen;

    Watching(Device device, Set<Long> people) {
      this.device = device;
      this.belief = Belief.fetched(device, people);
    }

    Belief belief() {
      List<TypeUpdate> updates = device.seen().updates(TypeUpdate.class);
      updates.subList(seen, updates.size()).forEach(belief::update);
      seen = updates.size();
      return belief;
    }

    void comeBackAs(Device again) {
      var _ = belief();
      device = again;
      seen = 0;
    }
  }

  private record Resident(
      Device hand,
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
      settle(town);
      residents.forEach(resident -> resident.late().device.close());
      for (int step = 0; step < STEPS; step++) {
        Resident resident = residents.get(random.nextInt(PEOPLE));
        try {
          act(resident, residents.get(random.nextInt(PEOPLE)).hand().id(), random, step);
          granted++;
        } catch (RpcException refused) {
          // A random wish may be foolish; what is refused changes nothing, which the pictures
          // prove.
          assertThat(refused.code()).isIn(400, 403);
        }
        if (random.nextInt(10) == 0) {
          residents.get(random.nextInt(PEOPLE)).reconnecting().device.client().reconnect();
        }
        if (step == STEPS / 2) {
          town.server().restart();
        }
      }
      assertThat(granted).as("wishes that were granted").isGreaterThan(STEPS / 2);
      residents.forEach(
          it -> it.late().comeBackAs(town.openAgain(it.late().device, it.lateOptions())));
      sayTheEnd();
      residents.forEach(this::compare);
    }
  }

  /// Everybody has four devices and knows the others.
  private void settle(Town town) {
    List<Device> hands = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      hands.add(town.signUp("Person " + i));
    }
    hands.forEach(hand -> people.add(hand.id()));
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
      residents.add(
          new Resident(
              hands.get(i),
              new Watching(hands.get(i), people),
              new Watching(others.get(i).get(0), people),
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
          tell(from, blocked(to.hand().id(), false));
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
          watching.device.seen().awaitText("the end of " + other);
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
    var names = all.stream().map(it -> Belief.namesKnown(it.device, others)).toList();
    Belief.Picture fresh = Belief.fetched(resident.hand(), people).picture();
    var freshNames = Belief.namesFetched(resident.hand(), others);
    List<String> who = List.of("acting", "online", "reconnecting", "late");
    for (int i = 0; i < all.size(); i++) {
      Watching watching = all.get(i);
      String whose = who.get(i);
      Await.until(
          () -> watching.belief().picture().differences(fresh).isEmpty(),
          () -> whose + " to be told of " + watching.belief().picture().differences(fresh));
      assertThat(names.get(i)).as("names known to %s", whose).isEqualTo(freshNames);
    }
  }

  /// One wish of somebody about somebody. What a call's answer does not tell, the device that called tells itself.
  private static void act(Resident resident, long to, Random random, int step) {
    Device hand = resident.hand();
    TypeInputPeer peer = hand.client().peers().inputPeer(to);
    Belief belief = resident.acting().belief();
    List<Integer> chat = belief.chat(to);
    int some = chat.isEmpty() ? 1 : chat.get(random.nextInt(chat.size()));
    // What is not in the list can be written to, and neither pinned nor put in order.
    switch (random.nextInt(chat.isEmpty() ? 6 : 24)) {
      case 0, 1, 2, 3, 4, 5 -> {
        boolean clear = random.nextBoolean();
        var _ =
            hand.call(
                SendMessage.builder()
                    .peer(peer)
                    .message("message " + step)
                    .randomId(random.nextLong())
                    .clearDraft(clear)
                    .replyTo(
                        random.nextInt(4) == 0
                            ? InputReplyToMessage.builder().replyToMsgId(some).build()
                            : null)
                    .build());
        if (clear) {
          tell(resident, draft(to, new DraftMessageEmpty(null)));
        }
      }
      case 6 ->
          hand.call(EditMessage.builder().peer(peer).id(some).message("edited " + step).build());
      case 7 -> {
        List<Integer> ids = List.of(some, some + 1);
        hand.call(new DeleteMessages(random.nextBoolean(), ids));
        tell(resident, new UpdateDeleteMessages(ids, 0, 0));
      }
      case 8 -> {
        int maxId = random.nextInt(3) == 0 ? 0 : some;
        deleteHistory(resident, to, maxId, random.nextBoolean());
      }
      case 9, 10 -> {
        hand.call(new ReadHistory(peer, some));
        tell(resident, UpdateReadHistoryInbox.builder().peer(new PeerUser(to)).maxId(some).build());
        tell(resident, marked(to, false));
      }
      case 11 ->
          hand.call(
              ForwardMessages.builder()
                  .fromPeer(peer)
                  .id(List.of(some))
                  .randomId(List.of(random.nextLong()))
                  .toPeer(peer)
                  .build());
      case 12 -> {
        String text = random.nextInt(3) == 0 ? "" : "draft " + step;
        hand.call(SaveDraft.builder().peer(peer).message(text).build());
        tell(
            resident,
            draft(
                to,
                text.isEmpty()
                    ? new DraftMessageEmpty(null)
                    : DraftMessage.builder().message(text).build()));
      }
      case 13 -> {
        boolean pin = !belief.picture().pinned().contains(to);
        hand.call(new ToggleDialogPin(pin, new InputDialogPeer(peer)));
        tell(resident, pinned(to, pin));
      }
      case 14 -> {
        boolean unread = random.nextBoolean();
        hand.call(new MarkDialogUnread(unread, null, new InputDialogPeer(peer)));
        tell(resident, marked(to, unread));
      }
      case 15 ->
          hand.call(new EditPeerFolders(List.of(new InputFolderPeer(peer, random.nextInt(2)))));
      case 16 -> {
        if (random.nextInt(3) == 0) {
          belief.picture().drafts().keySet().stream()
              .map(other -> draft(other, new DraftMessageEmpty(null)))
              .forEach(cleared -> tell(resident, cleared));
          hand.call(new ClearAllDrafts());
        } else {
          boolean archived = belief.archived(to);
          hand.call(
              new ReorderPinnedDialogs(true, archived ? 1 : 0, List.of(new InputDialogPeer(peer))));
          tell(
              resident,
              new UpdatePinnedDialogs(
                  archived ? 1 : null, List.of(new DialogPeer(new PeerUser(to)))));
        }
      }
      case 17 -> {
        boolean block = random.nextInt(3) == 0;
        var _ = block ? hand.call(new Block(false, peer)) : hand.call(new Unblock(false, peer));
        tell(resident, blocked(to, block));
      }
      case 18 -> mute(resident, to, random.nextBoolean() ? MUTED_UNTIL : 0);
      case 19 -> {
        hand.call(new ResetNotifySettings());
        belief
            .picture()
            .mutedUntil()
            .keySet()
            .forEach(other -> tell(resident, muted(other, PeerNotifySettings.builder().build())));
      }
      case 20 -> {
        var rules =
            hand.call(
                new SetPrivacy(
                    new InputPrivacyKeyAbout(),
                    List.of(
                        random.nextBoolean()
                            ? new InputPrivacyValueAllowAll()
                            : new InputPrivacyValueDisallowAll())));
        tell(resident, new UpdatePrivacy(new PrivacyKeyAbout(), rules.rules()));
      }
      case 21 -> {
        hand.call(UpdateProfile.builder().firstName("Renamed " + step).build());
        hand.call(new UpdateUsername("somebody_" + hand.id() + "_" + step));
      }
      case 22 -> rename(hand, to, random, step);
      default -> {
        // True to say, and nothing that would be kept.
        hand.call(new SetTyping(peer, null, new SendMessageTypingAction()));
        hand.call(new UpdateStatus(random.nextBoolean()));
      }
    }
  }

  private static void deleteHistory(Resident resident, long to, int maxId, boolean revoke) {
    Device hand = resident.hand();
    List<Integer> gone =
        resident.acting().belief().chat(to).stream()
            .filter(id -> maxId == 0 || id <= maxId)
            .toList();
    AffectedHistory affected;
    do {
      affected =
          hand.call(
              DeleteHistory.builder()
                  .peer(hand.client().peers().inputPeer(to))
                  .maxId(maxId)
                  .revoke(revoke)
                  .build());
    } while (affected.offset() > 0);
    tell(resident, new UpdateDeleteMessages(gone, 0, 0));
    if (resident.acting().belief().chat(to).isEmpty()) {
      tell(resident, draft(to, new DraftMessageEmpty(null)));
    }
  }

  private static void mute(Resident resident, long to, int until) {
    Device hand = resident.hand();
    hand.call(
        new UpdateNotifySettings(
            new InputNotifyPeer(hand.client().peers().inputPeer(to)),
            InputPeerNotifySettings.builder().muteUntil(until).build()));
    tell(resident, muted(to, PeerNotifySettings.builder().muteUntil(until).build()));
  }

  private static void rename(Device hand, long to, Random random, int step) {
    var person = hand.client().peers().inputUser(to);
    if (random.nextInt(3) == 0) {
      hand.call(new DeleteContacts(List.of(person)));
    } else {
      hand.call(
          AddContact.builder()
              .id(person)
              .firstName("Friend " + step)
              .lastName("")
              .phone("")
              .build());
    }
  }

  private static void tell(Resident resident, TypeUpdate update) {
    resident.hand().seen().update(update);
  }

  private static TypeUpdate draft(long peer, TypeDraftMessage draft) {
    return UpdateDraftMessage.builder().peer(new PeerUser(peer)).draft(draft).build();
  }

  private static TypeUpdate pinned(long peer, boolean pinned) {
    return UpdateDialogPinned.builder()
        .pinned(pinned)
        .peer(new DialogPeer(new PeerUser(peer)))
        .build();
  }

  private static TypeUpdate marked(long peer, boolean unread) {
    return new UpdateDialogUnreadMark(unread, new DialogPeer(new PeerUser(peer)), null);
  }

  private static TypeUpdate blocked(long peer, boolean blocked) {
    return new UpdatePeerBlocked(blocked, false, new PeerUser(peer));
  }

  private static TypeUpdate muted(long peer, PeerNotifySettings settings) {
    return new heliograph.tl.api.UpdateNotifySettings(new NotifyPeer(new PeerUser(peer)), settings);
  }
}
