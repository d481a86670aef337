/// `messages.*` and `folders.*` of the API: one class for each family of methods.
@NullMarked
package heliograph.rpc.messages;

import org.jspecify.annotations.NullMarked;
