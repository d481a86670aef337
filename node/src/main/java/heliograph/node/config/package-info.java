/// Settings: one commented default file is their reference, their list of names and their defaults.
@NullMarked
package heliograph.node.config;

import org.jspecify.annotations.NullMarked;
