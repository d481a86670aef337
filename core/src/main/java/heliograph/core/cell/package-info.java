/// Small partitions that belong to no mailbox: a key, a number, a user name. A [heliograph.core.cell.Cells] changes
/// one of them atomically; [heliograph.core.cell.Claims] lets accounts take one.
@NullMarked
package heliograph.core.cell;

import org.jspecify.annotations.NullMarked;
