package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.core.account.Contacts;
import heliograph.core.account.NotifyScope;
import heliograph.core.messages.Dialogs;
import heliograph.core.messages.MessageText;
import heliograph.core.messages.Messages;
import heliograph.core.messages.NewMessage;
import heliograph.tl.storage.StoredNotify;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The archive takes chats in and lets them out as the account's owner wants it.
final class ArchiveTest extends StoreTest {

  @Test
  void aStrangersFirstMessageGoesToTheArchiveAndIsSilent() {
    UserId ann = world.person("Ann");
    UserId friend = world.person("Friend");
    UserId eve = world.person("Eve");
    world.contacts.add(
        ann, World.origin(), List.of(new Contacts.Entry(friend, null, "Friend", "")));
    write(eve, ann, 1);
    assertThat(archived(ann, eve)).isFalse();
    world.settings.change(
        ann, World.origin(), before -> before.toBuilder().archiveStrangers(true).build());

    UserId mallory = world.person("Mallory");
    write(mallory, ann, 1);
    write(eve, ann, 2);
    write(friend, ann, 1);

    assertThat(archived(ann, mallory)).isTrue();
    assertThat(world.notifySettings.get(ann, new NotifyScope.Person(mallory)).muteUntil())
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(archived(ann, eve)).as("a chat that was there").isFalse();
    assertThat(archived(ann, friend)).as("a contact").isFalse();
  }

  @Test
  void aMessageThatIsToBeHeardBringsItsChatOutOfTheArchive() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    write(bob, ann, 1);
    archive(ann, bob);

    mute(ann, new NotifyScope.Person(bob), now() + 60);
    write(bob, ann, 2);
    assertThat(archived(ann, bob)).as("while it is muted").isTrue();
    mute(ann, new NotifyScope.Person(bob), now());
    int before = world.mailboxes.read(ann).pts();
    write(bob, ann, 3);

    assertThat(archived(ann, bob)).isFalse();
    assertThat(world.mailboxes.read(ann).pts())
        .as("the message and the move")
        .isEqualTo(before + 2);
    write(bob, ann, 4);
    assertThat(world.mailboxes.read(ann).pts()).as("a message").isEqualTo(before + 3);
  }

  @Test
  void archivedChatsStayWhereTheOwnerOrTheSilenceOfAllPeopleKeepsThem() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    write(bob, ann, 1);
    archive(ann, bob);

    mute(ann, NotifyScope.Kind.PEOPLE, Integer.MAX_VALUE);
    write(bob, ann, 2);
    assertThat(archived(ann, bob)).as("where all are muted").isTrue();
    mute(ann, NotifyScope.Kind.PEOPLE, 0);
    world.settings.change(
        ann, World.origin(), before -> before.toBuilder().keepArchivedUnmuted(true).build());
    write(bob, ann, 3);

    assertThat(archived(ann, bob)).as("where it was asked for").isTrue();
  }

  @Test
  void aLoginCodeIsNotLeftInTheArchive() {
    UserId ann = world.person("Ann");
    Messages messages = new Messages(world.mailboxes);
    messages.tell(ann, "a code");
    archive(ann, UserId.SERVICE);

    messages.tell(ann, "another code");

    assertThat(archived(ann, UserId.SERVICE)).isFalse();
  }

  private int now() {
    return (int) world.clock.instant().getEpochSecond();
  }

  private void archive(UserId owner, UserId peer) {
    var moved =
        new Dialogs(world.mailboxes)
            .move(owner, null, List.of(new Dialogs.Moved(peer.value(), Dialogs.ARCHIVE, 0)));
    assertThat(moved).hasSize(1);
  }

  private void mute(UserId owner, NotifyScope scope, int until) {
    world.notifySettings.set(
        owner, World.origin(), scope, StoredNotify.builder().muteUntil(until).build());
  }

  private boolean archived(UserId owner, UserId peer) {
    return world.mailboxes.read(owner).peer(peer.value()).archived();
  }

  private void write(UserId from, UserId to, long randomId) {
    var message =
        new NewMessage(
            to, randomId, MessageText.written("hi", List.of()), null, null, false, false, false);
    var _ = new Messages(world.mailboxes).send(from, null, List.of(message));
  }
}
