@NullMarked
package heliograph.core.account;

import org.jspecify.annotations.NullMarked;
