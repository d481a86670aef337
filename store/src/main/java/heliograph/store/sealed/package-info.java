/// Sealing at rest: values are encrypted before an engine sees them, with a key that is not on the data disk.
///
/// Sealed are the values of rows. Not sealed are partitions, keys, versions, times and sizes: whoever stores what
/// speaks (a number, a name) in a key hashes it with a key first. Nor does sealing notice that an old state of the whole
/// store was put back.
///
/// ```
/// '~' "seal"       the partition with the check row
///   's'            known bytes, sealed: opens with the right key only
/// a sealed value:  00 | nonce (24) | ciphertext | tag (16)
/// ```
@NullMarked
package heliograph.store.sealed;

import org.jspecify.annotations.NullMarked;
