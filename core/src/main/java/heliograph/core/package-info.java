/// Accounts and their mailboxes: who people are, what they wrote to each other, and in which order everyone learns it.
@NullMarked
package heliograph.core;

import org.jspecify.annotations.NullMarked;
