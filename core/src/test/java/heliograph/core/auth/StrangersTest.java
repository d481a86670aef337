package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.UserId;
import heliograph.core.account.Contacts;
import heliograph.core.account.NotifyScope;
import heliograph.core.messages.MessageText;
import heliograph.core.messages.Messages;
import heliograph.core.messages.NewMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Chats that strangers begin go to the archive where the account's owner wants it so.
final class StrangersTest extends StoreTest {

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
