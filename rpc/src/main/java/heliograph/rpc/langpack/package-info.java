/// Methods about the texts of clients, which this server leaves to the clients.
@NullMarked
package heliograph.rpc.langpack;

import org.jspecify.annotations.NullMarked;
