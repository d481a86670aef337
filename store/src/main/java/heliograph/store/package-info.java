/// The partition store: the smallest contract a messenger needs of its database.
///
/// Data lives in *partitions* (a mailbox, an auth key, a username ...). A partition has a version and rows sorted by
/// key. [PartitionStore#commit] changes one partition atomically and durably if its version is the expected one. There
/// is no transaction over several partitions and no index besides the list of partitions that are [Due].
///
/// A partition is named by a family (one ASCII letter) and an id. The families in use:
/// ```
/// 'u' user id          an account with its mailbox
/// 'k' auth key id      what belongs to an auth key
/// 'n' hash of number   which account a phone number belongs to
/// 'a' hash of name     which account a username belongs to
/// 't' user id          when an account is to be looked at
/// '~' name             the store's own notes: the check row of sealing at rest
/// ```
/// The rows inside a partition are laid out by the package that owns its family.
@NullMarked
package heliograph.store;

import org.jspecify.annotations.NullMarked;
