/// Methods about the server itself: configuration, countries, texts.
@NullMarked
package heliograph.rpc.help;

import org.jspecify.annotations.NullMarked;
