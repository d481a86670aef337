package heliograph.core.auth;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.Profiles;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.Mailboxes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Logs keys in and out: first the key's partition says whose it is about to be, then the account's says so, and that
/// is what counts. A crash in between leaves a key that is logged in to nothing.
public final class LogIns {
  private final Mailboxes mailboxes;
  private final AuthKeys keys;
  private final Authorisations authorisations;

  public LogIns(Mailboxes mailboxes, AuthKeys keys, Authorisations authorisations) {
    this.mailboxes = mailboxes;
    this.keys = keys;
    this.authorisations = authorisations;
  }

  /// Logs a key in to an account that exists.
  void logIn(AuthKey key, UserId user) {
    logIn(key, user, null, _ -> {});
  }

  /// Logs a key in as a part of another log-in: ends with it, and is not listed.
  void lend(AuthKey key, UserId user, long parent) {
    logIn(key, user, parent, _ -> {});
  }

  /// Logs a key in by the same commit that does something else to the account.
  void logIn(AuthKey key, UserId user, @Nullable Long parent, Consumer<MailboxChange> also) {
    keys.prepare(key, user);
    ClientDescription client = key.client() == null ? ClientDescription.UNKNOWN : key.client();
    List<Long> ended =
        mailboxes.change(
            user,
            change -> {
              also.accept(change);
              return authorisations.add(change, key.id(), client, parent);
            });
    key.user(user);
    ended.forEach(other -> keys.ended(other, false));
  }

  /// The log-ins that a person is shown.
  public List<Authorisations.Authorisation> list(UserId user) {
    return authorisations.list(user).stream().filter(log -> log.row().parent() == null).toList();
  }

  /// Ends the log-in with this hash.
  public void end(UserId user, long hash) {
    List<Long> ended = new ArrayList<>();
    authorisations.list(user).stream()
        .filter(log -> log.row().hash() == hash)
        .forEach(log -> ended.addAll(authorisations.remove(user, log.authKeyId())));
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

  /// Deletes the account, and so ends every log-in.
  public void delete(UserId user, Profiles profiles) {
    List<Authorisations.Authorisation> ended = authorisations.list(user);
    profiles.delete(user);
    ended.forEach(log -> keys.ended(log.authKeyId(), false));
  }
}
