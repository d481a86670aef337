/// The commands of the launcher: what a person types, read and checked, and nothing else.
@NullMarked
package heliograph.node.command;

import org.jspecify.annotations.NullMarked;
