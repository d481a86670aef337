package heliograph.core.account;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.tl.storage.StoredContact;
import heliograph.tl.storage.StoredPrivacy;
import heliograph.tl.storage.StoredPrivacyRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may: a list of rules, of which those that name a person go before those about kinds of people, and what no rule
/// allows is not allowed.
public record PrivacyRules(List<Rule> rules) {
  public static final PrivacyRules EVERYBODY = new PrivacyRules(List.of(Rule.of(Kind.ALLOW_ALL)));
  public static final PrivacyRules CONTACTS =
      new PrivacyRules(List.of(Rule.of(Kind.ALLOW_CONTACTS)));

  /// How many people the rules of one key may name.
  public static final int MAX_USERS = 1000;

  private static final int MAX_RULES = 20;

  /// What a rule says. The code is what is stored, so it never changes.
  public enum Kind {
    ALLOW_CONTACTS(0),
    ALLOW_ALL(1),
    ALLOW_USERS(2),
    DENY_CONTACTS(3),
    DENY_ALL(4),
    DENY_USERS(5),
    ALLOW_CLOSE_FRIENDS(6),
    ALLOW_PREMIUM(7),
    ALLOW_BOTS(8),
    DENY_BOTS(9);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of privacy rule " + code);
    }
  }

  /// One rule; only those about users name some.
  public record Rule(Kind kind, List<UserId> users) {
    public static Rule of(Kind kind) {
      return new Rule(kind, List.of());
    }
  }

  public PrivacyRules {
    if (rules.size() > MAX_RULES) {
      throw Refusal.PRIVACY_TOO_LONG.exception();
    }
    int users = 0;
    for (Rule rule : rules) {
      users += rule.users().size();
    }
    if (users > MAX_USERS) {
      throw Refusal.PRIVACY_TOO_LONG.exception();
    }
    rules = List.copyOf(rules);
  }

  /// Whether someone may.
  ///
  /// @param contact what the owner has in the address book of them; null: nothing
  boolean allow(UserId who, @Nullable StoredContact contact) {
    for (Rule rule : rules) {
      if (rule.users().contains(who)) {
        return rule.kind() == Kind.ALLOW_USERS;
      }
    }
    for (Rule rule : rules) {
      switch (rule.kind()) {
        case ALLOW_ALL -> {
          return true;
        }
        case DENY_ALL -> {
          return false;
        }
        case ALLOW_CONTACTS -> {
          if (contact != null) {
            return true;
          }
        }
        case DENY_CONTACTS -> {
          if (contact != null) {
            return false;
          }
        }
        case ALLOW_CLOSE_FRIENDS -> {
          if (contact != null && contact.closeFriend()) {
            return true;
          }
        }
        // Named people were asked above; nobody here is a bot or has bought anything.
        case ALLOW_USERS, DENY_USERS, ALLOW_PREMIUM, ALLOW_BOTS, DENY_BOTS -> {}
      }
    }
    return false;
  }

  StoredPrivacy stored() {
    return new StoredPrivacy(
        rules.stream()
            .map(rule ->
                new StoredPrivacyRule(
                    rule.kind().code, rule.users().stream().map(UserId::value).toList()))
            .toList());
  }

  static PrivacyRules of(StoredPrivacy stored) {
    return new PrivacyRules(
        stored.rules().stream()
            .map(rule ->
                new Rule(Kind.of(rule.kind()), rule.users().stream().map(UserId::new).toList()))
            .toList());
  }
}
