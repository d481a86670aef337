/// What ships inside the program's jar beside its classes: texts, default settings, the web version.
@NullMarked
package heliograph.node.jar;

import org.jspecify.annotations.NullMarked;
