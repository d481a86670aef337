/// Truthful answers about what does not exist here.
@NullMarked
package heliograph.rpc.empty;

import org.jspecify.annotations.NullMarked;
