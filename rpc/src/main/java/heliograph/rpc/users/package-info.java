/// People as others see them.
@NullMarked
package heliograph.rpc.users;

import org.jspecify.annotations.NullMarked;
