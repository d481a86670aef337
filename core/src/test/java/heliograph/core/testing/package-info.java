/// Mailboxes for tests: on the real store, under a clock and an order of events that the test decides.
@NullMarked
package heliograph.core.testing;

import org.jspecify.annotations.NullMarked;
