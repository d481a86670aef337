@NullMarked
package heliograph.core.mailbox;

import org.jspecify.annotations.NullMarked;
