/// The load generator: `heliograph load`.
///
/// Each scenario is one class that returns `Figure`s; `ServerProcess` reads from `/proc` what the server spent.
@NullMarked
package heliograph.client.load;

import org.jspecify.annotations.NullMarked;
