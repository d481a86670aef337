package heliograph.core.account;

import heliograph.core.Records;
import heliograph.core.UserId;
import heliograph.store.Row;
import heliograph.tl.storage.StoredBlock;
import heliograph.tl.storage.StoredContact;
import heliograph.tl.storage.StoredLastSeen;
import heliograph.tl.storage.StoredPrivacy;
import heliograph.tl.storage.StoredProfile;
import heliograph.tl.storage.StoredSettings;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an account's rows say, as of one moment: all that building its picture for somebody else needs.
///
/// @param followers who has this account in the address book and is told of it; see [Contacts]
/// @param lastSeen seconds; who was never online since was seen when the account was made
public record Account(
    UserId id,
    StoredProfile profile,
    Map<UserId, StoredContact> contacts,
    Set<UserId> followers,
    Map<UserId, StoredBlock> blocks,
    Map<PrivacyKey, PrivacyRules> privacy,
    int lastSeen,
    StoredSettings settings) {

  /// Settings of who never set any: log-ins unused for half a year end, accounts after a year and a half.
  static final StoredSettings UNSET =
      StoredSettings.builder().accountDays(548).sessionDays(183).build();

  /// The account that the server speaks from.
  static final Account SERVICE =
      new Account(
          UserId.SERVICE,
          StoredProfile.builder()
              .number("42777")
              .firstName("Heliograph")
              .lastName("")
              .about("")
              .build(),
          Map.of(),
          Set.of(),
          Map.of(),
          Map.of(PrivacyKey.PHONE_NUMBER, PrivacyRules.EVERYBODY),
          0,
          UNSET);

  /// The account in the given rows, or null if it never existed.
  static @Nullable Account of(UserId id, List<Row> rows) {
    StoredProfile profile = null;
    Map<UserId, StoredContact> contacts = new HashMap<>();
    Set<UserId> followers = new HashSet<>();
    Map<UserId, StoredBlock> blocks = new HashMap<>();
    Map<PrivacyKey, PrivacyRules> privacy = new EnumMap<>(PrivacyKey.class);
    int lastSeen = 0;
    StoredSettings settings = UNSET;
    for (Row row : rows) {
      switch (row.key().tag()) {
        case 'A' -> profile = Records.read(row.value(), StoredProfile.class);
        case 'B' -> contacts.put(person(row), Records.read(row.value(), StoredContact.class));
        case 'C' -> followers.add(person(row));
        case 'D' -> blocks.put(person(row), Records.read(row.value(), StoredBlock.class));
        case 'E' ->
            privacy.put(
                PrivacyKey.of(row.key().int32At(1)),
                PrivacyRules.of(Records.read(row.value(), StoredPrivacy.class)));
        case 'F' -> lastSeen = Records.read(row.value(), StoredLastSeen.class).at();
        case 'G' -> settings = Records.read(row.value(), StoredSettings.class);
        default -> throw new IllegalStateException("a row of no account: " + row.key());
      }
    }
    return profile == null
        ? null
        : new Account(
            id,
            profile,
            Map.copyOf(contacts),
            Set.copyOf(followers),
            Map.copyOf(blocks),
            privacy,
            Math.max(lastSeen, profile.created()),
            settings);
  }

  /// The rules for something, the usual ones if none were set.
  public PrivacyRules rules(PrivacyKey key) {
    return privacy.getOrDefault(key, key.unset());
  }

  /// Whether this account lets someone see or do something. One may everything about oneself, and nothing about one who blocks.
  public boolean allows(PrivacyKey key, UserId who) {
    if (who.equals(id)) {
      return true;
    }
    if (blocks(who)) {
      return false;
    }
    return rules(key).allow(who, contacts.get(who));
  }

  public boolean blocks(UserId who) {
    return blocks.containsKey(who);
  }

  public boolean deleted() {
    return profile.deleted();
  }

  int weight() {
    return 500 + 150 * (contacts.size() + blocks.size()) + 40 * followers.size();
  }

  private static UserId person(Row row) {
    return new UserId(row.key().int64At(1));
  }
}
