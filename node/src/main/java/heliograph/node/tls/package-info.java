/// TLS: the owner's certificate, read anew when its files change, or one that the server makes for itself.
@NullMarked
package heliograph.node.tls;

import org.jspecify.annotations.NullMarked;
