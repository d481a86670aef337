/// The program: commands, settings, and how the parts are put together.
///
/// [heliograph.node.Kernel] is what a server knows, over its store; [heliograph.node.Server] is a kernel with the API and the
/// open port around it. Commands that need the store reach the running server, or make a kernel of their own
/// ([heliograph.node.ServerControl]).
@NullMarked
package heliograph.node;

import org.jspecify.annotations.NullMarked;
