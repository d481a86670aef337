/// What every engine of the partition store has to pass.
@NullMarked
package heliograph.store.testing;

import org.jspecify.annotations.NullMarked;
