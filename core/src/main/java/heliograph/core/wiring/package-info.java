/// The core put together over a store: what a server has of accounts, keys, numbers and mailboxes.
@NullMarked
package heliograph.core.wiring;

import org.jspecify.annotations.NullMarked;
