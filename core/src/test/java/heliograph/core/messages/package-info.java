@NullMarked
package heliograph.core.messages;

import org.jspecify.annotations.NullMarked;
