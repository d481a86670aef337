@NullMarked
package heliograph.tl;

import org.jspecify.annotations.NullMarked;
