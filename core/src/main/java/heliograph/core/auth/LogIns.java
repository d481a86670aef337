package heliograph.core.auth;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.Profiles;
import heliograph.core.auth.Authorisations.Grant;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.Mailboxes;
import java.util.List;
import java.util.function.Consumer;

/// Logs keys in and out: first the key's partition says whose it is about to be, then the account's says so, and that
/// is what counts. A crash in between leaves a key that is logged in to nothing.
public final class LogIns {
  private final Mailboxes mailboxes;
  private final AuthKeys keys;
  private final Authorisations authorisations;
  private final Profiles profiles;

  public LogIns(
      Mailboxes mailboxes, AuthKeys keys, Authorisations authorisations, Profiles profiles) {
    this.mailboxes = mailboxes;
    this.keys = keys;
    this.authorisations = authorisations;
    this.profiles = profiles;
  }

  /// Logs a key in to an account that exists.
  void logIn(AuthKey key, UserId user) {
    logIn(key, user, Grant.CODE, _ -> {});
  }

  /// Logs a key in because another one that is logged in allows it.
  void accept(AuthKey key, UserId user, long by) {
    logIn(key, user, new Grant(by, false), _ -> {});
  }

  /// Logs a key in as a part of another log-in: ends with it, and is not listed.
  void lend(AuthKey key, UserId user, long parent) {
    logIn(key, user, new Grant(parent, true), _ -> {});
  }

  /// Logs a key in to an account that the same commit makes.
  void logInToNew(AuthKey key, UserId user, Consumer<MailboxChange> make) {
    logIn(key, user, Grant.CODE, make);
  }

  private void logIn(AuthKey key, UserId user, Grant grant, Consumer<MailboxChange> also) {
    keys.prepare(key, user);
    ClientDescription client = key.client() == null ? ClientDescription.UNKNOWN : key.client();
    List<Long> ended =
        mailboxes.change(
            user,
            change -> {
              also.accept(change);
              return authorisations.add(change, key.id(), client, grant);
            });
    key.user(user);
    // Another device may have ended it before the key knew whose it is.
    if (!authorisations.present(user, key.id())) {
      keys.ended(key.id(), false);
    }
    ended.forEach(other -> keys.ended(other, false));
  }

  /// The log-ins that a person is shown.
  public List<Authorisations.Authorisation> list(UserId user) {
    return authorisations.list(user).stream()
        .filter(logIn -> logIn.row().parent() == null)
        .toList();
  }

  /// Ends the log-in with this hash at the wish of a key.
  public void end(UserId user, long authKeyId, long hash) {
    List<Long> ended = authorisations.removeNamed(user, authKeyId, hash);
    if (ended.isEmpty()) {
      throw Refusal.HASH_INVALID.exception();
    }
    ended.forEach(key -> keys.ended(key, false));
  }

  /// Ends all log-ins but one.
  public void endOthers(UserId user, long authKeyId) {
    List<Long> ended = authorisations.removeOthers(user, authKeyId);
    ended.forEach(key -> keys.ended(key, false));
  }

  /// Refuses to a key whose log-in is fresh what would end the others, or the account, sooner.
  public void requireSettled(UserId user, long authKeyId) {
    authorisations.requireSettled(user, authKeyId);
  }

  /// Deletes the account at the wish of a key.
  public void delete(UserId user, long authKeyId) {
    authorisations.requireSettled(user, authKeyId);
    delete(user);
  }

  /// Deletes the account, and so ends every log-in.
  void delete(UserId user) {
    List<Authorisations.Authorisation> ended = authorisations.list(user);
    profiles.delete(user);
    ended.forEach(logIn -> keys.ended(logIn.authKeyId(), false));
  }
}
