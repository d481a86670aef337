/// The whole API put together: every subject's methods in one table, and the server that answers them.
@NullMarked
package heliograph.rpc.table;

import org.jspecify.annotations.NullMarked;
