/// The terminal client: `heliograph chat`.
///
/// What other people wrote reaches the screen only as a `Line`, whose every part `SafeText` has been through.
@NullMarked
package heliograph.client.chat;

import org.jspecify.annotations.NullMarked;
