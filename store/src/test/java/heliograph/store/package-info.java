/// Tests of the types that the contract is made of.
@NullMarked
package heliograph.store;

import org.jspecify.annotations.NullMarked;
