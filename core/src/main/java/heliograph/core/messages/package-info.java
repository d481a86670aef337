/// What people do with messages: write, edit, delete, read, search, and keep their chats in order.
///
/// Every change is a command on one mailbox; what it means for the other side goes there as a delivery. A message has an
/// id of its own in each mailbox: the receiver's copy remembers the sender's id, and the sender's later words about "my
/// message 17" are looked up by it ([heliograph.core.messages.Copies]).
@NullMarked
package heliograph.core.messages;

import org.jspecify.annotations.NullMarked;
