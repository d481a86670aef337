/// Turns the TL schema into Java: [heliograph.tl.generator.SchemaSources] fetches, the parsers read,
/// [heliograph.tl.generator.Family] lays the layers over each other by name, the emitters write.
@NullMarked
package heliograph.tl.generator;

import org.jspecify.annotations.NullMarked;
