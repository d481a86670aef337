/// Who people are: profiles, user names, contacts, blocks, privacy, settings.
///
/// Rows of an account in its own partition `'u'` + id, beside those of its mailbox:
/// ```
/// 'A'                 the profile (StoredProfile): an account exists if it has one that is not deleted
/// 'B' + user          a person in the address book (StoredContact)
/// 'C' + user          a person who has this account in the address book (StoredFollower)
/// 'D' + user          a person who is blocked (StoredBlock)
/// 'E' + key           who may see what (StoredPrivacy)
/// 'F'                 when the person was last seen (StoredLastSeen)
/// 'G'                 settings (StoredSettings)
/// 'K' + key id        a log-in (StoredAuthorisation)
/// 'N' + scope + user  how to notify (StoredNotify)
/// ```
/// Rows 'A' to 'G' are read as a whole, as an [heliograph.core.account.Account], and kept in memory.
///
/// Partition `'a'` + keyed hash of a user name:
/// ```
/// 'O'                 the account that took the name (StoredClaim)
/// ```
@NullMarked
package heliograph.core.account;

import org.jspecify.annotations.NullMarked;
