/// What the parts of a server, and later its nodes, tell each other without keeping it: typing, presence.
/// Whatever must not be lost is in a mailbox; a signal that gets lost costs nothing but the moment.
@NullMarked
package heliograph.bus;

import org.jspecify.annotations.NullMarked;
