package heliograph.core.mailbox;

import heliograph.store.Key;
import java.util.List;
import java.util.stream.IntStream;

/// Makes the keys of a mailbox's rows; the package's page shows them as a tree.
public final class MailboxKeys {
  public static final Key LOG = Key.of('e');
  public static final Key NOTICES = Key.of('n');
  public static final Key DRAFTS = Key.of('d');
  public static final Key PEERS = Key.of('p');
  static final Key GONE = Key.of('g');
  static final Key OUTBOX = Key.of('o');

  /// The values of the row that says that an account is gone.
  static final byte[] ROWS_LEFT = {1};

  static final byte[] NO_ROWS_LEFT = {2};

  /// What is erased of an account that is gone: all but its first row, that it is gone, and its outbox.
  static final List<Key> ERASED =
      IntStream.concat(IntStream.rangeClosed('B', 'Z'), IntStream.rangeClosed('a', 'z'))
          .filter(tag -> tag != 'g' && tag != 'o')
          .mapToObj(tag -> Key.of((char) tag))
          .toList();

  private static final Key CHATS = Key.of('c');
  private static final Key PINNED = Key.of('i');
  private static final Key SAVED = Key.of('s');
  public static final Key RANDOM_IDS = Key.of('r');
  private static final Key WORDS = Key.of('w');
  private static final int AFTER_PEER = 1 + Long.BYTES;

  private MailboxKeys() {}

  /// A change, and with it a message.
  public static Key event(int pts) {
    return LOG.int32(pts);
  }

  /// The pts of a log row.
  public static int ptsOf(Key key) {
    return key.int32At(1);
  }

  /// A message in the history of its chat.
  public static Key copy(long peer, int id) {
    return chat(peer).int32(id);
  }

  public static Key chat(long peer) {
    return CHATS.int64(peer);
  }

  /// The pinned messages of a chat.
  public static Key pinned(long peer) {
    return PINNED.int64(peer);
  }

  public static Key pinned(long peer, int id) {
    return pinned(peer).int32(id);
  }

  /// Says that the messages to oneself are listed by the chats that they were saved from.
  public static Key savedListed() {
    return SAVED;
  }

  /// The messages that were saved from a chat.
  public static Key saved(long chat) {
    return SAVED.int64(chat);
  }

  public static Key saved(long chat, int id) {
    return saved(chat).int32(id);
  }

  /// Behind all that was saved.
  public static Key savedEnd() {
    return SAVED.prefixEnd();
  }

  /// The message id of a history entry.
  public static int idOfCopy(Key key) {
    return key.int32At(AFTER_PEER);
  }

  public static Key draft(long peer) {
    return DRAFTS.int64(peer);
  }

  public static Key peer(long peer) {
    return PEERS.int64(peer);
  }

  /// The peer that a draft, peer, history, pinned, saved or outbox row is about.
  public static long peerOf(Key key) {
    return key.int64At(1);
  }

  public static Key randomId(long randomId) {
    return RANDOM_IDS.int64(randomId);
  }

  /// The words of the messages from `block * 256` on.
  public static Key words(int block) {
    return WORDS.int32(block);
  }

  static Key notice(long hash) {
    return NOTICES.int64(hash);
  }

  static Key outgoing(long receiver, long number) {
    return OUTBOX.int64(receiver).int64(number);
  }

  static long numberOf(Key outgoing) {
    return outgoing.int64At(AFTER_PEER);
  }
}
