/// What tests of the whole server share: servers in this process and in one of their own, people with devices, and a
/// watcher that notices what a test leaves behind.
@NullMarked
package heliograph.testkit;

import org.jspecify.annotations.NullMarked;
