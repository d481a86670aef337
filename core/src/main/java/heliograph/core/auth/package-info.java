/// Who may act for an account: authorisation keys, log-in codes, invites, sign-up, log-in by token.
///
/// Partition `'k'` + key id, one per authorisation key:
/// ```
/// 'K'                the key itself, permanent or temporary (StoredAuthKey)
/// 'C'                the client behind a permanent key: layer, initConnection (StoredKeyClient)
/// 'U'                who a permanent key was last logged in as (StoredKeyUser)
/// ```
/// A key is logged in only while the account's own partition has an authorisation row for it, so
/// that ending a session is one commit in one place.
///
/// Partition `'n'` + keyed hash of a number:
/// ```
/// 'I'                the invite that waits for its person (StoredInvite)
/// 'L'                the code of the log-in under way (StoredLoginCode)
/// 'O'                the account that took the number (StoredClaim)
/// ```
@NullMarked
package heliograph.core.auth;

import org.jspecify.annotations.NullMarked;
