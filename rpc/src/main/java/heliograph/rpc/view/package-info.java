/// What is stored, as the person who looks sees it: messages, chats and changes in the protocol's types.
///
/// Nothing here is kept. Whoever is named in a view is collected in a [heliograph.rpc.view.Named], so that each answer
/// brings all the users it speaks of, once.
@NullMarked
package heliograph.rpc.view;

import org.jspecify.annotations.NullMarked;
