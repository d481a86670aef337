/// The web version as this server hands it out: the files that the build packed into the jar, the addresses at which browsers find
/// them, and links that open them with an invite filled in.
@NullMarked
package heliograph.node.web;

import org.jspecify.annotations.NullMarked;
