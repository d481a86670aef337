/// Tells the devices of an account what changes in its mailbox, as it happens.
///
/// A push is a courtesy: what matters is in the mailbox, and a device that missed one asks for the difference.
@NullMarked
package heliograph.rpc.push;

import org.jspecify.annotations.NullMarked;
