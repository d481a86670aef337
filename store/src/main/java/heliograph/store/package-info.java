/// The partition store: the smallest contract a messenger needs of its database.
@NullMarked
package heliograph.store;

import org.jspecify.annotations.NullMarked;
