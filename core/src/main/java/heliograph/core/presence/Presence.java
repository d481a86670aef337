package heliograph.core.presence;

import heliograph.bus.Bus;
import heliograph.core.Records;
import heliograph.core.UserId;
import heliograph.core.account.Account;
import heliograph.core.account.Accounts;
import heliograph.core.account.LastSeen;
import heliograph.core.account.PrivacyKey;
import heliograph.tl.storage.StatusSignal;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/// Who is online until when. A client that is looked at says so every few minutes; one that says nothing more is
/// offline when its time has run out.
///
/// @see <a href="https://core.telegram.org/method/account.updateStatus">account.updateStatus</a>
public final class Presence {
  /// How long one word of being online is good for.
  static final int ONLINE_SECONDS = 300;

  /// Within this time of being online again, nobody is told anew.
  private static final int REFRESH_SECONDS = 60;

  private final Accounts accounts;
  private final LastSeen lastSeen;
  private final Bus bus;
  private final InstantSource clock;
  private final Map<UserId, Integer> onlineUntil = new ConcurrentHashMap<>();

  public Presence(Accounts accounts, LastSeen lastSeen, Bus bus, InstantSource clock) {
    this.accounts = accounts;
    this.lastSeen = lastSeen;
    this.bus = bus;
    this.clock = clock;
  }

  /// A device of the account says that it is looked at.
  public void online(UserId user) {
    int until = now() + ONLINE_SECONDS;
    Integer before = onlineUntil.put(user, until);
    if (before == null || before - now() < ONLINE_SECONDS - REFRESH_SECONDS) {
      tell(user);
    }
  }

  /// A device of the account says that it is looked at no more.
  public void offline(UserId user) {
    if (onlineUntil.remove(user) != null) {
      lastSeen.seen(user, now());
      tell(user);
    }
  }

  /// Until when the account is online, in seconds; 0 if it is not.
  public int onlineUntil(UserId user) {
    Integer until = onlineUntil.get(user);
    return until == null || until <= now() ? 0 : until;
  }

  /// How many accounts are online; those whose time has just run out are among them until [#sweep].
  public int peopleOnline() {
    return onlineUntil.size();
  }

  /// When the account was last online, in seconds, or made if it never was since; 0 if there is none.
  public int lastSeen(UserId user) {
    Account account = accounts.find(user);
    Integer until = onlineUntil.get(user);
    int known = account == null ? 0 : lastSeen.of(account);
    return until == null ? known : Math.max(known, Math.min(until, now()));
  }

  /// Puts those offline whose time has run out. Called now and then.
  public void sweep() {
    int now = now();
    onlineUntil.forEach((user, until) -> {
      if (until <= now && onlineUntil.remove(user, until)) {
        lastSeen.seen(user, until);
        tell(user);
      }
    });
  }

  /// Others may now see more of the person's presence, or less: all who follow it are shown what is left.
  public void shownOtherwise(UserId user) {
    tell(user, (_, _) -> true);
  }

  /// Somebody may now see more of the person's presence, or less: who follows it is shown what is left.
  public void shownOtherwise(UserId user, UserId follower) {
    tell(user, (_, each) -> each.equals(follower));
  }

  /// Whoever has the person in the address book, and may know, hears of it.
  private void tell(UserId user) {
    tell(user, (account, follower) -> account.allows(PrivacyKey.LAST_SEEN, follower));
  }

  /// The signal names only the person: what each may see is decided where it is shown.
  private void tell(UserId user, BiPredicate<Account, UserId> whom) {
    Account account = accounts.find(user);
    if (account == null) {
      return;
    }
    byte[] signal = Records.bytes(new StatusSignal(user.value()));
    bus.publish(Bus.Topic.user(user.value()), signal);
    for (UserId follower : account.followers()) {
      if (whom.test(account, follower)) {
        bus.publish(Bus.Topic.user(follower.value()), signal);
      }
    }
  }

  private int now() {
    return (int) clock.instant().getEpochSecond();
  }
}
