/// The kernel of every account: one partition, one writer, one log.
///
/// All that belongs to an account is in one partition, so that whatever one command changes is one atomic commit.
/// Partition `'u'` + user id:
/// ```
/// 'A'..'Z'                          the account: profile, contacts, privacy, settings, log-ins (heliograph.core.account)
/// 'c' + peer + id                   history of a chat: one entry a message (StoredCopy)
/// 'd' + peer                        draft (StoredDraft)
/// 'e' + pts                         the log: every change with pts (StoredEvent)
/// 'g'                               the account is gone: whatever is still delivered is dropped, and all rows but 'A' are
///                                   erased; 1 while some are left, 2 after
/// 'i' + peer + id                   a pinned message (StoredCopy)
/// 'n' + hash of the event           changes without pts: what, and when it last happened (StoredNotice)
/// 'o' + peer + number               outbox: changes on their way to another mailbox (StoredDelivery)
/// 'p' + peer                        what the mailbox knows of a peer: unread, marks, pinned, deliveries (StoredPeer)
/// 'r' + random_id                   what became of a random_id (StoredSent); kept for days
/// 's'                               messages to oneself are listed by where they came from (StoredCopy); made by the first
///                                   look at them
/// 's' + chat + id                   a message saved from a chat (StoredCopy)
/// 'w' + id / 256                    words of 256 neighbouring messages (StoredWords); made by the first search
/// ```
/// **The log is the mailbox.** A message is the log row that made it, and its id is its pts. So a message costs one row
/// for its text, its place in the order of changes and the state of the mailbox: pts is the key of the last log row. An
/// edit changes the message's row and appends an event that names it.
///
/// **The writer** ([heliograph.core.mailbox.Mailboxes]) takes the commands that wait for a mailbox, runs them one after the
/// other on a [heliograph.core.mailbox.MailboxChange] and commits what they did together.
///
/// **Deliveries** to other mailboxes are numbered for each pair of mailboxes. The sender's commit holds the outbox row
/// and the number it has given out; the receiver applies a delivery only if it is the next in line, and counts it in the
/// same commit. So each is applied exactly once and in order, whatever is tried again. The sender's next commit clears
/// the row; the partition is due until then, and [heliograph.core.due.DueWork] finds it after a crash.
@NullMarked
package heliograph.core.mailbox;

import org.jspecify.annotations.NullMarked;
