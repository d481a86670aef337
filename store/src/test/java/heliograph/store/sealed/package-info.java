/// Sealing at rest: the contract over a sealed store, and what a reader of the disk learns.
@NullMarked
package heliograph.store.sealed;

import org.jspecify.annotations.NullMarked;
