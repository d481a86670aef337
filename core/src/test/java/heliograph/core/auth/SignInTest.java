package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import heliograph.core.Refusal;
import heliograph.core.RefusedException;
import heliograph.core.UserId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class SignInTest extends StoreTest {

  @Test
  void anInviteMakesAnAccount() {
    AuthKey key = world.freshKey();
    Invites.Invite invite = world.invites.create();

    UserId user = world.signUp(key, invite, " Ann\u202e ");

    assertThat(key.user()).isEqualTo(user);
    assertThat(world.accounts.self(user).profile().firstName()).isEqualTo("Ann");
    assertThat(world.numbers.owner(invite.number())).isEqualTo(user);
    assertThat(user.value()).isLessThan(1L << 40);
    assertThat(restarted().keys.use(key.id()).user()).isEqualTo(user);
  }

  @Test
  void anInvitesNumberAndCodeHaveTheFormThatClientsTake() {
    Invites.Invite invite = world.invites.create();

    assertThat(invite.number().toString()).matches("\\+888[0-9]{8}");
    assertThat(invite.code()).matches("[0-9]{5}");
  }

  @Test
  void aSpentInviteOpensNothing() {
    Invites.Invite invite = world.invites.create();
    UserId user = world.signUp(world.freshKey(), invite, "Ann");
    AuthKey other = world.freshKey();

    String hash = world.signIn.sendCode(other, invite.number(), null);

    refused(Refusal.PHONE_CODE_EXPIRED, () -> signIn(other, invite.number(), hash, invite.code()));
    assertThat(world.notices).hasSize(1);
    assertThat(world.notices.getFirst().to()).isEqualTo(user);
  }

  @Test
  void onlyTheCodeItselfTellsThatAnInviteIsSpent() {
    Invites.Invite invite = world.invites.create();
    world.signUp(world.freshKey(), invite, "Ann");
    AuthKey other = world.freshKey();
    String hash = world.signIn.sendCode(other, invite.number(), null);

    refused(
        Refusal.PHONE_CODE_INVALID,
        () -> signIn(other, invite.number(), hash, flip(invite.code())));
  }

  @Test
  void anInviteIsGoodForAWeek() {
    Invites.Invite invite = world.invites.create();
    clock.advance(Invites.VALID.plusSeconds(1));
    AuthKey key = world.freshKey();
    String hash = world.signIn.sendCode(key, invite.number(), null);

    refused(Refusal.PHONE_CODE_INVALID, () -> signIn(key, invite.number(), hash, invite.code()));
  }

  @Test
  void signUpWithoutTheCodeIsRefused() {
    AuthKey key = world.freshKey();
    PhoneNumber number = world.invites.create().number();
    String hash = world.signIn.sendCode(key, number, null);

    refused(Refusal.PHONE_CODE_EMPTY, () -> world.signIn.signUp(key, number, hash, "Eve", ""));
  }

  @Test
  void signUpWithoutTheCodeTellsNotWhetherTheNumberHasAnAccount() {
    AuthKey key = world.freshKey();
    PhoneNumber number = world.numberOf(world.person("Ann"));
    String hash = world.signIn.sendCode(key, number, null);

    refused(Refusal.PHONE_CODE_EMPTY, () -> world.signIn.signUp(key, number, hash, "Eve", ""));
  }

  @Test
  void whoSignsUpSecondIsToldThatTheNumberIsTaken() {
    Invites.Invite invite = world.invites.create();
    AuthKey first = world.freshKey();
    AuthKey second = world.freshKey();
    String one = world.signIn.sendCode(first, invite.number(), null);
    String two = world.signIn.sendCode(second, invite.number(), null);
    signIn(first, invite.number(), one, invite.code());
    signIn(second, invite.number(), two, invite.code());
    world.signIn.signUp(first, invite.number(), one, "Ann", "");

    refused(
        Refusal.PHONE_NUMBER_OCCUPIED,
        () -> world.signIn.signUp(second, invite.number(), two, "Eve", ""));
  }

  @Test
  void aCodeHashServesOnlyItsNumberAndItsKeyAndItsHour() {
    AuthKey key = world.freshKey();
    Invites.Invite invite = world.invites.create();
    PhoneNumber other = world.invites.create().number();
    String hash = world.signIn.sendCode(key, invite.number(), null);

    refused(Refusal.PHONE_CODE_EXPIRED, () -> signIn(key, other, hash, invite.code()));
    refused(
        Refusal.PHONE_CODE_EXPIRED,
        () -> signIn(world.freshKey(), invite.number(), hash, invite.code()));
    refused(Refusal.PHONE_CODE_HASH_EMPTY, () -> signIn(key, invite.number(), "", invite.code()));
    refused(Refusal.PHONE_CODE_EXPIRED, () -> signIn(key, invite.number(), "z".repeat(24), "1"));
    clock.advance(Duration.ofMinutes(61));
    refused(Refusal.PHONE_CODE_EXPIRED, () -> signIn(key, invite.number(), hash, invite.code()));
  }

  @Test
  void theCodeOfAnAccountGoesToItsDevicesAndWorksOnce() {
    UserId user = world.person("Ann");
    PhoneNumber number = world.numberOf(user);
    AuthKey second = world.freshKey();
    String hash = world.signIn.sendCode(second, number, null);
    String code = world.notices.getLast().code();

    assertThat(signIn(second, number, hash, code)).isEqualTo(new SignIn.Outcome.LoggedIn(user));
    assertThat(second.user()).isEqualTo(user);
    refused(
        Refusal.PHONE_CODE_INVALID,
        () -> signIn(second, number, world.signIn.sendCode(second, number, null), flip(code)));
  }

  @Test
  void aCodeOfAnAccountIsGoodForTenMinutes() {
    PhoneNumber number = world.numberOf(world.person("Ann"));
    AuthKey second = world.freshKey();
    String hash = world.signIn.sendCode(second, number, null);
    String code = world.notices.getLast().code();
    clock.advance(LoginCodes.VALID.plusSeconds(1));

    refused(Refusal.PHONE_CODE_INVALID, () -> signIn(second, number, hash, code));
  }

  @Test
  void theAnswerWaitsForNoDeliveryWhosoeverTheNumberIs() {
    PhoneNumber known = world.numberOf(world.person("Ann"));
    PhoneNumber nobodys = PhoneNumber.parse("+888 0000 0000");
    List<Runnable> later = new ArrayList<>();
    world.codeSender = later::add;
    int before = world.notices.size();

    world.signIn.sendCode(world.freshKey(), known, null);
    assertThat(later).hasSize(1);
    world.signIn.sendCode(world.freshKey(), nobodys, null);
    assertThat(later).hasSize(2);

    assertThat(world.notices).hasSize(before);
    later.forEach(Runnable::run);
    assertThat(world.notices).hasSize(before + 1);
  }

  @Test
  void aCodeTypedBeforeItsDeliveryIsDoneWaitsForIt() {
    UserId ann = world.person("Ann");
    PhoneNumber number = world.numberOf(ann);
    String code = world.codes.make(number);
    List<Runnable> later = new ArrayList<>();
    world.codeSender = later::add;
    AuthKey key = world.freshKey();
    String hash = world.signIn.sendCode(key, number, null);
    var outcome = CompletableFuture.supplyAsync(() -> signIn(key, number, hash, code));
    assertThat(outcome).isNotDone();

    later.getFirst().run();

    assertThat(outcome.join()).isEqualTo(new SignIn.Outcome.LoggedIn(ann));
    assertThat(world.notices.getLast().code()).isEqualTo(code);
  }

  @Test
  void aWrongCodeWaitsForNoDelivery() {
    PhoneNumber number = world.numberOf(world.person("Ann"));
    world.codeSender = _ -> {};
    AuthKey key = world.freshKey();
    String hash = world.signIn.sendCode(key, number, null);

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> refused(Refusal.PHONE_CODE_INVALID, () -> signIn(key, number, hash, "00000")));
  }

  @Test
  void anAdministratorsCodeWorksAndIsTold() {
    UserId user = world.person("Ann");
    PhoneNumber number = world.numberOf(user);

    String code = world.codes.make(number);

    assertThat(world.notices.getLast().text()).contains("administrator").doesNotContain(code);
    AuthKey second = world.freshKey();
    assertThat(signIn(second, number, world.signIn.sendCode(second, number, null), code))
        .isEqualTo(new SignIn.Outcome.LoggedIn(user));
    refused(
        Refusal.PHONE_NUMBER_UNOCCUPIED, () -> world.codes.make(world.invites.create().number()));
  }

  @Test
  void anUnknownNumberLooksLikeAnInvitesNumber() {
    AuthKey key = world.freshKey();
    PhoneNumber nobodys = PhoneNumber.parse("+888 0000 0000");
    PhoneNumber invited = world.invites.create().number();

    String one = world.signIn.sendCode(key, nobodys, null);
    String two = world.signIn.sendCode(key, invited, null);

    assertThat(one).hasSameSizeAs(two);
    for (int i = 0; i < CodeGuard.FREE_TRIES_PER_NUMBER; i++) {
      refused(Refusal.PHONE_CODE_INVALID, () -> signIn(key, nobodys, one, "00000"));
      refused(Refusal.PHONE_CODE_INVALID, () -> signIn(key, invited, two, "00000"));
    }
    assertThat(waitOf(() -> signIn(key, nobodys, one, "00000")))
        .isEqualTo(waitOf(() -> signIn(key, invited, two, "00000")))
        .isPositive();
  }

  @Test
  void eachWrongCodeCostsMoreTimeAndNeverVoidsTheRightOne() {
    AuthKey key = world.freshKey();
    Invites.Invite invite = world.invites.create();
    String hash = world.signIn.sendCode(key, invite.number(), null);
    int waited = 0;
    for (int i = 0; i < 24; i++) {
      int wait = waitOf(() -> signIn(key, invite.number(), hash, flip(invite.code())));
      if (wait > 0) {
        assertThat(wait).isGreaterThan(waited);
        waited = wait;
        clock.advance(Duration.ofSeconds(wait));
      }
    }
    assertThat(waited).isGreaterThanOrEqualTo(512);
    clock.advance(Duration.ofHours(1));
    String again = world.signIn.sendCode(key, invite.number(), null);
    assertThat(signIn(key, invite.number(), again, invite.code()))
        .isEqualTo(new SignIn.Outcome.SignUpRequired());
  }

  @Test
  void aNetworkThatGuessesManyNumbersWaits() throws UnknownHostException {
    InetAddress one = InetAddress.getByName("192.0.2.7");
    InetAddress neighbour = InetAddress.getByName("192.0.2.200");
    InetAddress elsewhere = InetAddress.getByName("198.51.100.1");
    AuthKey key = world.freshKey();
    for (int i = 0; i < CodeGuard.FREE_TRIES_PER_NETWORK; i++) {
      PhoneNumber number = new PhoneNumber("8881000000" + i % 10 + (i / 10));
      String hash = world.signIn.sendCode(key, number, one);
      refused(
          Refusal.PHONE_CODE_INVALID, () -> world.signIn.signIn(key, number, hash, "00000", one));
    }
    PhoneNumber fresh = world.invites.create().number();

    refused(Refusal.FLOOD_WAIT, () -> world.signIn.sendCode(key, fresh, neighbour));
    assertThat(world.signIn.sendCode(key, fresh, elsewhere)).isNotEmpty();
  }

  @Test
  void whoGuessesAtANumberKeepsItsOwnerOutOnlyWhereNoneOfHisDevicesIs()
      throws UnknownHostException {
    InetAddress home = InetAddress.getByName("192.0.2.7");
    InetAddress elsewhere = InetAddress.getByName("198.51.100.1");
    UserId ann = world.person("Ann");
    PhoneNumber number = world.numberOf(ann);
    AuthKey key = world.freshKey();
    String hash = world.signIn.sendCode(key, number, home);
    String code = world.notices.getLast().code();
    for (int i = 0; i < CodeGuard.FREE_TRIES_PER_NUMBER; i++) {
      refused(
          Refusal.PHONE_CODE_INVALID,
          () -> world.signIn.signIn(key, number, hash, flip(code), elsewhere));
    }

    world.connected.add(ann);
    assertThat(world.signIn.signIn(key, number, hash, code, home))
        .isEqualTo(new SignIn.Outcome.LoggedIn(ann));
  }

  @Test
  void triesAtANumberThatWaitsLookTheSameFromEverywhere() throws UnknownHostException {
    InetAddress elsewhere = InetAddress.getByName("198.51.100.1");
    InetAddress here = InetAddress.getByName("192.0.2.7");
    UserId ann = world.person("Ann");
    PhoneNumber anns = world.numberOf(ann);
    PhoneNumber nobodys = PhoneNumber.parse("+888 0000 0000");
    AuthKey key = world.freshKey();
    String code = "";
    for (PhoneNumber number : List.of(anns, nobodys)) {
      String hash = world.signIn.sendCode(key, number, here);
      code = world.notices.getLast().code();
      for (int i = 0; i < CodeGuard.FREE_TRIES_PER_NUMBER; i++) {
        String wrong = flip(code);
        refused(
            Refusal.PHONE_CODE_INVALID,
            () -> world.signIn.signIn(key, number, hash, wrong, elsewhere));
      }
      // Nobody is near: even the right one is wrong, and after a few tries one waits here too.
      String right = code;
      for (int i = 0; i < CodeGuard.FREE_TRIES_PER_NUMBER; i++) {
        refused(
            Refusal.PHONE_CODE_INVALID, () -> world.signIn.signIn(key, number, hash, right, here));
      }
      refused(Refusal.FLOOD_WAIT, () -> world.signIn.signIn(key, number, hash, right, here));
    }
  }

  @Test
  void nobodyIsFloodedWithCodes() {
    PhoneNumber number = world.numberOf(world.person("Ann"));
    AuthKey key = world.freshKey();
    clock.advance(CodeGuard.SENDS_PER.plusSeconds(1));
    for (int i = 0; i < CodeGuard.MAX_SENDS; i++) {
      assertThat(world.signIn.sendCode(key, number, null)).isNotEmpty();
    }
    String hash = world.signIn.sendCode(key, number, null);
    assertThat(world.notices).hasSize(CodeGuard.MAX_SENDS);
    assertThat(signIn(key, number, hash, world.notices.getLast().code()))
        .isInstanceOf(SignIn.Outcome.LoggedIn.class);
  }

  @Test
  void manyTriesAtOnceAreNoCheaper() throws InterruptedException {
    PhoneNumber number = world.numberOf(world.person("Ann"));
    AuthKey key = world.freshKey();
    String hash = world.signIn.sendCode(key, number, null);
    AtomicInteger tried = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        threads.execute(() -> {
          try {
            signIn(key, number, hash, "wrong");
          } catch (RefusedException refused) {
            if (refused.refusal() == Refusal.PHONE_CODE_INVALID) {
              tried.incrementAndGet();
            }
          }
        });
      }
    }
    assertThat(tried.get()).isEqualTo(CodeGuard.FREE_TRIES_PER_NUMBER);
  }

  @Test
  void closedSignUpTakesNoInvite() {
    World closed = new World(store, clock, SignUpMode.CLOSED);
    Invites.Invite invite = closed.invites.create();

    refused(Refusal.PHONE_CODE_INVALID, () -> closed.signUp(closed.freshKey(), invite, "Ann"));
  }

  @Test
  void openSignUpTakesAnyFreeAnonymousNumberButNoRealOne() {
    World open = new World(store, clock, SignUpMode.OPEN);
    var free = new Invites.Invite(PhoneNumber.parse("+888 1234 5678"), "12345");
    var real = new Invites.Invite(PhoneNumber.parse("+44 20 7946 0000"), "12345");

    assertThat(open.signUp(open.freshKey(), free, "Ann")).isNotNull();
    refused(Refusal.PHONE_CODE_INVALID, () -> open.signUp(open.freshKey(), real, "Bob"));
  }

  @Test
  void oneNetworkBringsOnlySoManyWhomNobodyInvited() throws UnknownHostException {
    World open = new World(store, clock, SignUpMode.OPEN);
    InetAddress from = InetAddress.getByName("192.0.2.7");
    for (int i = 0; i < CodeGuard.MAX_NEWCOMERS; i++) {
      assertThat(comeUninvited(open, i, from)).isInstanceOf(SignIn.Outcome.SignUpRequired.class);
    }

    refused(Refusal.FLOOD_WAIT, () -> comeUninvited(open, 60, from));
    assertThat(comeUninvited(open, 61, InetAddress.getByName("198.51.100.7"))).isNotNull();
    clock.advance(CodeGuard.NEWCOMERS_PER.plusSeconds(1));
    assertThat(comeUninvited(open, 60, from)).isNotNull();
  }

  private static SignIn.Outcome comeUninvited(World open, int who, InetAddress from) {
    AuthKey key = open.freshKey();
    PhoneNumber number = PhoneNumber.parse("+888 1234 56" + (10 + who));
    String hash = open.signIn.sendCode(key, number, from);
    return open.signIn.signIn(key, number, hash, "12345", from);
  }

  @Test
  void signUpAskedAgainAnswersTheSameAccount() {
    AuthKey key = world.freshKey();
    Invites.Invite invite = world.invites.create();
    String hash = world.signIn.sendCode(key, invite.number(), null);
    signIn(key, invite.number(), hash, invite.code());

    UserId first = world.signIn.signUp(key, invite.number(), hash, "Ann", "");

    assertThat(world.signIn.signUp(key, invite.number(), hash, "Ann", "")).isEqualTo(first);
    refused(
        Refusal.PHONE_CODE_EXPIRED,
        () -> world.signIn.signUp(world.freshKey(), invite.number(), hash, "Ann", ""));
  }

  private SignIn.Outcome signIn(AuthKey key, PhoneNumber number, String hash, String code) {
    return world.signIn.signIn(key, number, hash, code, null);
  }

  private static String flip(String code) {
    return (code.charAt(0) == '9' ? '0' : '9') + code.substring(1);
  }

  private static int waitOf(ThrowingCallable call) {
    try {
      call.call();
      return 0;
    } catch (RefusedException refused) {
      return refused.refusal() == Refusal.FLOOD_WAIT ? refused.seconds() : 0;
    } catch (Throwable other) {
      throw new AssertionError(other);
    }
  }
}
