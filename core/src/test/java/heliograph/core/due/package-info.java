@NullMarked
package heliograph.core.due;

import org.jspecify.annotations.NullMarked;
