/// The embedded engine: the contract, and what becomes of it when processes die and disks fail.
@NullMarked
package heliograph.store.rocks;

import org.jspecify.annotations.NullMarked;
