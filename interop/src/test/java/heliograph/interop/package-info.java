/// Clients that nobody here wrote, unmodified but for address and server key, talking through a real
/// server process in a network namespace that has only loopback.
@NullMarked
package heliograph.interop;

import org.jspecify.annotations.NullMarked;
