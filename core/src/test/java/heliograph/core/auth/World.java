package heliograph.core.auth;

import heliograph.bus.LocalBus;
import heliograph.core.AccessHashes;
import heliograph.core.KeyedHash;
import heliograph.core.UserId;
import heliograph.core.account.Accounts;
import heliograph.core.account.Blocks;
import heliograph.core.account.Contacts;
import heliograph.core.account.LastSeen;
import heliograph.core.account.NotifySettings;
import heliograph.core.account.Privacy;
import heliograph.core.account.Profiles;
import heliograph.core.account.Settings;
import heliograph.core.account.Usernames;
import heliograph.core.due.DueWork;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.mailbox.Origin;
import heliograph.core.presence.Presence;
import heliograph.core.wiring.Core;
import heliograph.store.PartitionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Everything about accounts on a real store, with a clock that only the test moves and deliveries that arrive at once.
/// Two worlds over one store are the server before and after a restart.
public final class World {
  public static final String NETWORK = "192.0.2.7";

  private static final Pattern CODE = Pattern.compile("[0-9]{5}");

  /// What the service account wrote.
  public record Notice(UserId to, String text) {
    String code() {
      Matcher found = CODE.matcher(text);
      if (!found.find()) {
        throw new AssertionError("no code in: " + text);
      }
      return found.group();
    }
  }

  /// A clock that only the test moves.
  public static final class Clock implements InstantSource {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    public void advance(Duration by) {
      now = now.plus(by);
    }
  }

  public final Clock clock;
  public final LocalBus bus = new LocalBus();
  public final List<Notice> notices = new ArrayList<>();
  public final DueWork due;
  public final Mailboxes mailboxes;
  public final Accounts accounts;
  public final Profiles profiles;
  public final Usernames usernames;
  public final Contacts contacts;
  public final Blocks blocks;
  public final Privacy privacy;
  public final Settings settings;
  public final NotifySettings notifySettings;
  public final Presence presence;
  public final Numbers numbers;
  public final Invites invites;
  public final LoginCodes codes;
  public final AuthKeys keys;
  public final LogIns logIns;
  public final UnusedAccounts unused;
  public final LoginTokens tokens;
  public final LentLogIns lent;
  public final SignIn signIn;

  /// Whose devices are connected from where every code is typed.
  public final Set<UserId> connected = new HashSet<>();

  /// Runs what sends codes; at once unless a test says otherwise.
  public Executor codeSender = Runnable::run;

  private long nextKey = 1;

  public World(PartitionStore store, Clock clock, SignUpMode mode) {
    this.clock = clock;
    var names = new KeyedHash(new byte[32]);
    var core =
        Core.create(
            new Core.Ports(
                store,
                bus,
                clock,
                Runnable::run,
                names,
                new AccessHashes(new byte[32]),
                (_, _) -> null));
    due = core.due();
    mailboxes = core.mailboxes();
    accounts = core.accounts();
    profiles = core.profiles();
    usernames = new Usernames(names, core.claims(), accounts, profiles, clock);
    contacts = new Contacts(accounts);
    blocks = new Blocks(accounts);
    privacy = new Privacy(accounts);
    settings = new Settings(accounts);
    notifySettings = new NotifySettings(mailboxes);
    presence = new Presence(accounts, new LastSeen(accounts), bus, clock);
    numbers = core.numbers();
    invites = new Invites(numbers, clock, new Random(7));
    codes = new LoginCodes(numbers, (to, text) -> notices.add(new Notice(to, text)), clock);
    keys = core.keys();
    logIns = core.logIns();
    unused = core.unused();
    tokens = new LoginTokens(logIns, clock);
    lent = new LentLogIns(logIns, clock);
    var parts =
        new SignIn.Parts(
            numbers,
            codes,
            logIns,
            profiles,
            new CodeGuard(true, clock),
            (user, _) -> connected.contains(user),
            unused,
            names);
    signIn = new SignIn(parts, mode, clock, task -> codeSender.execute(task));
  }

  /// A key that nobody is logged in with.
  public AuthKey freshKey() {
    return keys.use(nextKey++);
  }

  /// Makes an account the way people do.
  public UserId person(String name) {
    return person(freshKey(), name);
  }

  public UserId person(AuthKey key, String name) {
    return signUp(key, invites.create(), name);
  }

  /// Goes from an invite to an account.
  public UserId signUp(AuthKey key, Invites.Invite invite, String name) {
    String hash = signIn.sendCode(key, invite.number(), null);
    signIn.signIn(key, invite.number(), hash, invite.code(), null);
    return signIn.signUp(key, invite.number(), hash, name, "");
  }

  public PhoneNumber numberOf(UserId user) {
    return new PhoneNumber(accounts.self(user).profile().number());
  }

  /// A call of one of the account's sessions.
  public static Origin origin() {
    return new Origin(1, 1);
  }
}
