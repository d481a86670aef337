/// Who may act for an account: authorisation keys, log-in codes, invites, sign-up, log-in by token.
///
/// Partition `'k'` + key id, one per authorisation key:
/// ```
/// 'K'                the key itself, permanent or temporary (StoredAuthKey)
/// 'C'                the client behind a permanent key: layer, initConnection (StoredKeyClient)
/// 'U'                who a permanent key was last logged in as (StoredKeyUser)
/// 'T' + key id       a temporary key that speaks for the permanent one (only a mark)
/// ```
/// Each key's partition is due when it has to be looked at: a temporary one when it runs out, a permanent one that nobody
/// is logged in with after a week, others now and then. What serves nobody is erased.
///
/// A key is logged in only while the account's own partition has an authorisation row for it, so
/// that ending a session is one commit in one place.
///
/// Partition `'n'` + keyed hash of a number:
/// ```
/// 'I'                the invite that waits for its person (StoredInvite)
/// 'S'                the invite that its person has come with (StoredInvite)
/// 'L'                the code of the log-in under way (StoredLoginCode)
/// 'O'                the account that took the number (StoredClaim)
/// ```
/// It is due when the first of the codes runs out, and is then rid of it.
///
/// Partition `'t'` + user id, one per account:
/// ```
/// 'A'                the account is watched (only a mark)
/// 'D'                for how many days it was not used (StoredDisuse)
/// ```
/// It is due once a day, when it is looked whether anybody still uses the account.
@NullMarked
package heliograph.core.auth;

import org.jspecify.annotations.NullMarked;
