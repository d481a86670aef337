/// How a device learns what it missed.
@NullMarked
package heliograph.rpc.updates;

import org.jspecify.annotations.NullMarked;
