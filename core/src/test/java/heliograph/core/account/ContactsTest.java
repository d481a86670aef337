package heliograph.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.auth.StoreTest;
import heliograph.core.auth.World;
import heliograph.store.Key;
import heliograph.tl.TlObject;
import heliograph.tl.storage.StoredContact;
import heliograph.tl.storage.StoredFollower;
import heliograph.tl.storage.StoredNotify;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What is written down of people, and of how many.
final class ContactsTest extends StoreTest {
  private static final StoredContact SOMEBODY =
      StoredContact.builder().firstName("Somebody").lastName("").added(1).build();

  @Test
  void whatIsNotWrittenDownAnewStays() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    UserId cat = world.person("Cat");
    add(ann, new Contacts.Entry(bob, "8881", "Bobby", ""));
    add(ann, new Contacts.Entry(cat, "8882", "Cathy", ""));
    world.contacts.note(ann, World.origin(), bob, "owes me a book");

    world.contacts.closeFriends(ann, World.origin(), List.of(bob));
    assertThat(contact(ann, bob))
        .extracting(StoredContact::closeFriend, StoredContact::note, StoredContact::number)
        .containsExactly(true, "owes me a book", "8881");
    world.contacts.forgetNumbers(ann, World.origin());

    assertThat(contact(ann, bob))
        .extracting(StoredContact::closeFriend, StoredContact::note, StoredContact::number)
        .containsExactly(true, "owes me a book", null);
    assertThat(contact(ann, cat).number()).isNull();
    world.contacts.closeFriends(ann, World.origin(), List.of(cat));
    assertThat(contact(ann, bob).closeFriend()).isFalse();
    assertThat(contact(ann, cat).closeFriend()).isTrue();
  }

  @Test
  void aFullAddressBookTakesNobodyNewAndNewNamesOfThoseInIt() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    fill(ann, Contacts.MAX, AccountKeys::contact, SOMEBODY);

    refused(Refusal.CONTACTS_TOO_MUCH, () -> add(ann, new Contacts.Entry(bob, null, "Bob", "")));
    add(ann, new Contacts.Entry(new UserId(7), null, "Seven", ""));
    assertThat(contact(ann, new UserId(7)).firstName()).isEqualTo("Seven");
    world.contacts.remove(ann, World.origin(), List.of(new UserId(8)));
    add(ann, new Contacts.Entry(bob, null, "Bob", ""));
    assertThat(contact(ann, bob).firstName()).isEqualTo("Bob");
  }

  @Test
  void theLastPlaceInAnAddressBookIsTakenOnce() {
    UserId ann = world.person("Ann");
    fill(ann, Contacts.MAX - 1, AccountKeys::contact, SOMEBODY);
    List<Future<?>> all = new ArrayList<>();
    CountDownLatch together = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 8; i++) {
        UserId fresh = new UserId(Contacts.MAX + i);
        all.add(
            threads.submit(() -> {
              together.await();
              add(ann, new Contacts.Entry(fresh, null, "Last", ""));
              return true;
            }));
      }
      together.countDown();
    }

    assertThat(all).filteredOn(each -> each.state() == Future.State.SUCCESS).hasSize(1);
    assertThat(world.accounts.self(ann).contacts()).hasSize(Contacts.MAX);
  }

  @Test
  void soManyFollowSomebodyAndNoMoreButThoseWhomHeKnows() {
    UserId ann = world.person("Ann");
    UserId bob = world.person("Bob");
    UserId cat = world.person("Cat");
    fill(ann, Contacts.MAX_FOLLOWERS, AccountKeys::follower, new StoredFollower(1));
    add(ann, new Contacts.Entry(cat, null, "Cat", ""));

    add(bob, new Contacts.Entry(ann, null, "Ann", ""));
    add(cat, new Contacts.Entry(ann, null, "Ann", ""));

    assertThat(world.accounts.self(ann).followers())
        .hasSize(Contacts.MAX_FOLLOWERS + 1)
        .contains(cat)
        .doesNotContain(bob);
    assertThat(contact(bob, ann).firstName()).isEqualTo("Ann");
  }

  private void fill(UserId owner, int rows, Function<UserId, Key> key, TlObject value) {
    world.accounts.alter(
        owner,
        change -> {
          for (int i = 1; i <= rows; i++) {
            change.put(key.apply(new UserId(i)), value);
          }
        });
  }

  @Test
  void soManyHaveNotificationsOfTheirOwnAndNoMore() {
    UserId ann = world.person("Ann");
    StoredNotify muted = StoredNotify.builder().muteUntil(1).build();
    world.mailboxes.alter(
        ann,
        change -> {
          for (int i = 1; i <= NotifySettings.MAX; i++) {
            change.put(new NotifyScope.Person(new UserId(i)).key(), muted);
          }
        });

    var another = new NotifyScope.Person(new UserId(NotifySettings.MAX + 1));
    refused(Refusal.SETTINGS_INVALID, () -> notify(ann, another, muted));
    notify(ann, new NotifyScope.Person(new UserId(1)), StoredNotify.builder().muteUntil(2).build());
    notify(ann, new NotifyScope.Person(new UserId(2)), NotifySettings.UNSET);
    notify(ann, another, muted);
    assertThat(world.notifySettings.all(ann)).hasSize(NotifySettings.MAX);
    world.notifySettings.reset(ann, World.origin());
    assertThat(world.notifySettings.all(ann)).isEmpty();
  }

  private void add(UserId owner, Contacts.Entry entry) {
    world.contacts.add(owner, World.origin(), List.of(entry));
  }

  private StoredContact contact(UserId owner, UserId user) {
    StoredContact found = world.accounts.self(owner).contacts().get(user);
    assertThat(found).isNotNull();
    return found;
  }

  private void notify(UserId owner, NotifyScope scope, StoredNotify settings) {
    world.notifySettings.set(owner, World.origin(), scope, settings);
  }
}
