/// The rules between layers that field names cannot express, each a small function named in `schema/layers.txt`.
///
/// What reads turns an older layer's fields into the newest form; what writes goes the other way.
@NullMarked
package heliograph.tl.layers;

import org.jspecify.annotations.NullMarked;
