/// Stories that the whole server must live through, told with the project's own client.
@NullMarked
package heliograph.scenarios;

import org.jspecify.annotations.NullMarked;
