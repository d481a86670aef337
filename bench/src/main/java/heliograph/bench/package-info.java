/// Micro-benchmarks (JMH). How to run them, and what they said, is in `docs/performance.md`.
@NullMarked
package heliograph.bench;

import org.jspecify.annotations.NullMarked;
