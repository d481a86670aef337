/// Who is online. It lives in memory and travels as signals; only a coarse "last seen" is stored.
@NullMarked
package heliograph.core.presence;

import org.jspecify.annotations.NullMarked;
