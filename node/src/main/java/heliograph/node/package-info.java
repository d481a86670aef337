/// The program: [heliograph.node.Main] runs one of the commands, and [heliograph.node.Rehearsal] a few of them for the JVM to
/// learn from.
@NullMarked
package heliograph.node;

import org.jspecify.annotations.NullMarked;
