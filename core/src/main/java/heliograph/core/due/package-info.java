/// Work that waits for its time, of whatever kind: [heliograph.core.due.DueWork] has it done.
@NullMarked
package heliograph.core.due;

import org.jspecify.annotations.NullMarked;
