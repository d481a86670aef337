/// What tests of several modules share: people with devices, the wires that carry what they say, and a watcher that notices what a
/// test leaves behind. It knows no server, so that the parts of one can be tested with it.
@NullMarked
package heliograph.testkit;

import org.jspecify.annotations.NullMarked;
