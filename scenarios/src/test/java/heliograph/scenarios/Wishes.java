package heliograph.scenarios;

import heliograph.testkit.Belief;
import heliograph.testkit.Device;
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
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// What somebody does at random, about somebody: every method that changes something has its turn.
final class Wishes {
  private static final int MUTED_UNTIL = 2_000_000_000;

  private final Device hand;
  private final Watching acting;
  private final Watching online;
  private final Random random;

  /// @param online another device of the same person, which is told of everything
  Wishes(Watching acting, Watching online, Random random) {
    this.hand = acting.device();
    this.acting = acting;
    this.online = online;
    this.random = random;
  }

  /// One wish of somebody about somebody. What a call's answer does not tell, the device that called tells itself.
  void wish(long to, int step) {
    TypeInputPeer peer = hand.client().peers().inputPeer(to);
    Belief belief = acting.chats();
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
          tell(draft(to, new DraftMessageEmpty(null)));
        }
      }
      case 6 ->
          hand.call(EditMessage.builder().peer(peer).id(some).message("edited " + step).build());
      case 7 -> {
        List<Integer> ids = List.of(some, some + 1);
        hand.call(new DeleteMessages(random.nextBoolean(), ids));
        tell(new UpdateDeleteMessages(ids, 0, 0));
      }
      case 8 -> {
        int maxId = random.nextInt(3) == 0 ? 0 : some;
        deleteHistory(to, maxId);
      }
      case 9, 10 -> {
        hand.call(new ReadHistory(peer, some));
        tell(UpdateReadHistoryInbox.builder().peer(new PeerUser(to)).maxId(some).build());
        tell(marked(to, false));
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
            draft(
                to,
                text.isEmpty()
                    ? new DraftMessageEmpty(null)
                    : DraftMessage.builder().message(text).build()));
      }
      case 13 -> {
        boolean pin = !belief.picture().pinned().contains(to);
        hand.call(new ToggleDialogPin(pin, new InputDialogPeer(peer)));
        tell(pinned(to, pin));
      }
      case 14 -> {
        boolean unread = random.nextBoolean();
        hand.call(new MarkDialogUnread(unread, null, new InputDialogPeer(peer)));
        tell(marked(to, unread));
      }
      case 15 ->
          hand.call(new EditPeerFolders(List.of(new InputFolderPeer(peer, random.nextInt(2)))));
      case 16 -> {
        if (random.nextInt(3) == 0) {
          belief.picture().drafts().keySet().stream()
              .map(other -> draft(other, new DraftMessageEmpty(null)))
              .forEach(this::tell);
          hand.call(new ClearAllDrafts());
        } else {
          boolean archived = belief.archived(to);
          hand.call(
              new ReorderPinnedDialogs(true, archived ? 1 : 0, List.of(new InputDialogPeer(peer))));
          tell(
              new UpdatePinnedDialogs(
                  archived ? 1 : null, List.of(new DialogPeer(new PeerUser(to)))));
        }
      }
      case 17 -> {
        boolean block = random.nextInt(3) == 0;
        var _ = block ? hand.call(new Block(false, peer)) : hand.call(new Unblock(false, peer));
        tell(blocked(to, block));
      }
      case 18 -> mute(to, random.nextBoolean() ? MUTED_UNTIL : 0);
      case 19 -> {
        hand.call(new ResetNotifySettings());
        acting
            .preferences()
            .mutedUntil()
            .keySet()
            .forEach(other -> tell(muted(other, PeerNotifySettings.builder().build())));
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
        tell(new UpdatePrivacy(new PrivacyKeyAbout(), rules.rules()));
      }
      case 21 -> {
        hand.call(UpdateProfile.builder().firstName("Renamed " + step).build());
        hand.call(new UpdateUsername("somebody_" + hand.id() + "_" + step));
      }
      case 22 -> rename(to, step);
      default -> {
        // True to say, and nothing that would be kept.
        hand.call(new SetTyping(peer, null, new SendMessageTypingAction()));
        hand.call(new UpdateStatus(random.nextBoolean()));
      }
    }
  }

  /// The answer only counts what went: the person's other device is told which messages those were.
  private void deleteHistory(long to, int maxId) {
    DeleteHistory deletion =
        DeleteHistory.builder()
            .peer(hand.client().peers().inputPeer(to))
            .maxId(maxId)
            .justClear(random.nextBoolean())
            .revoke(random.nextBoolean())
            .build();
    AffectedHistory affected;
    do {
      affected = hand.call(deletion);
      if (affected.ptsCount() > 0) {
        forget(to, affected.pts());
      }
    } while (affected.offset() > 0);
    int pts = affected.pts();
    boolean emptied = acting.chats().chat(to).stream().noneMatch(id -> id < pts);
    if (emptied && !deletion.justClear()) {
      tell(draft(to, new DraftMessageEmpty(null)));
    }
  }

  /// Takes out the messages that went with a change, once all that came before it was heard of. A device that asks for what it
  /// missed, as after a restart, hears of the change itself.
  private void forget(long to, int pts) {
    List<Integer> gone =
        online.device().seen().await(UpdateDeleteMessages.class, it -> it.pts() == pts).messages();
    Set<Integer> before = new TreeSet<>(gone);
    online.chats().chat(to).stream().filter(id -> id < pts).forEach(before::add);
    hand.seen()
        .awaitUntil(
            () -> acting.chats().chat(to).containsAll(before) || heardOf(pts),
            "the messages " + before + " that there were before " + pts);
    tell(new UpdateDeleteMessages(gone, 0, 0));
  }

  private boolean heardOf(int pts) {
    return hand.seen().updates(UpdateDeleteMessages.class).stream().anyMatch(it -> it.pts() == pts);
  }

  private void mute(long to, int until) {
    hand.call(
        new UpdateNotifySettings(
            new InputNotifyPeer(hand.client().peers().inputPeer(to)),
            InputPeerNotifySettings.builder().muteUntil(until).build()));
    tell(muted(to, PeerNotifySettings.builder().muteUntil(until).build()));
  }

  private void rename(long to, int step) {
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

  private void tell(TypeUpdate update) {
    hand.seen().update(update);
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

  static TypeUpdate blocked(long peer, boolean blocked) {
    return new UpdatePeerBlocked(blocked, false, new PeerUser(peer));
  }

  private static TypeUpdate muted(long peer, PeerNotifySettings settings) {
    return new heliograph.tl.api.UpdateNotifySettings(new NotifyPeer(new PeerUser(peer)), settings);
  }
}
