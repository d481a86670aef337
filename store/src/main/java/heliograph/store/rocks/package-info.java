/// The embedded engine: RocksDB behind one group-committing thread.
///
/// The folder of a store:
/// ```
/// in-use         locked while a process has the store open
/// db/            RocksDB's own files; absent until the store is first opened
/// checkpoint/    hard links to db/ while a backup is copied
/// db.restoring/  a restore that has not ended; a store is not opened beside it
/// ```
///
/// The keys, in one column family:
/// ```
/// 00 "heliograph-store"          the format of the store: 4 bytes
/// 'd' due millis (8) partition   a partition with open work: no value
/// 'p' n partition (n)            its head: version (8), command id (16), due millis (8)
/// 'p' n partition (n) key        a row
/// ```
/// Numbers have the highest byte first.
@NullMarked
package heliograph.store.rocks;

import org.jspecify.annotations.NullMarked;
