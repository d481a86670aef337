@NullMarked
package heliograph.tl.generator;

import org.jspecify.annotations.NullMarked;
