/// A server put together: [heliograph.node.server.Kernel] is what it knows, over its store; [heliograph.node.server.Server] is
/// a kernel with the API and the open port around it. Commands that need the store reach the running server, or make a kernel
/// of their own ([heliograph.node.server.ServerControl]).
@NullMarked
package heliograph.node.server;

import org.jspecify.annotations.NullMarked;
