package heliograph.core.messages;

import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.StoredForward;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredWords;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds messages by their words, newest first.
///
/// Writing a message writes nothing for search. The first search that passes a full block of 256 ids makes the block's
/// words, one row; later ones read that row instead of 256 messages. The newest, open block is read message by message.
/// What the words promise is checked on the message itself, so the index may be coarse but the answer is not.
public final class Search {
  /// How many messages are looked at for one question, a long one counting for several; beyond that the count is a lower bound.
  private static final int MAX_CHECKED = 20_000;

  private static final int CHARACTERS_OF_ONE = 200;

  private static final int BLOCKS_TOGETHER = 16;
  private static final int SCANNED = 256;

  /// Which messages are looked for.
  public enum Kind {
    ANY,
    /// Those that have a link.
    LINKS,
    /// Those that are pinned; asked of one chat only.
    PINNED
  }

  /// What is asked.
  ///
  /// @param peer the chat; null for all
  /// @param author who wrote it; null for anybody
  /// @param savedPeer the chat within Saved Messages; null for all
  public record Question(
      String text,
      @Nullable Long peer,
      @Nullable Long author,
      @Nullable Long savedPeer,
      Kind kind,
      int minDate,
      int maxDate) {}

  /// Which messages fit, newest first.
  ///
  /// @param complete whether these are all
  public record Found(List<Integer> ids, boolean complete) {}

  private final Mailboxes mailboxes;

  public Search(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  public Found find(UserId owner, Question question) {
    List<String> asked = new ArrayList<>(Words.asked(question.text()));
    if (question.kind() == Kind.LINKS) {
      asked.add(Words.LINK);
    }
    Pass pass = new Pass(mailboxes.read(owner), question, asked);
    Long peer = question.peer();
    if (question.kind() == Kind.PINNED) {
      return new Found(pass.found, peer == null || pass.pinned(peer));
    }
    boolean complete = (peer != null && asked.isEmpty()) ? pass.chat(peer) : log(owner, pass);
    return new Found(pass.found, complete);
  }

  private boolean log(UserId owner, Pass pass) {
    int open = pass.mailbox.pts() >>> WordBlock.BITS;
    if (!pass.block(open, null)) {
      return false;
    }
    for (int block = open - 1; block >= 0; block--) {
      Key key = MailboxKeys.words(block);
      StoredWords words = pass.mailbox.get(key, StoredWords.class);
      if (words == null) {
        make(owner, block);
        words = pass.mailbox.get(key, StoredWords.class);
      }
      if (!pass.block(block, words)) {
        return false;
      }
    }
    return true;
  }

  /// Makes the words of a block, and of the older ones next to it that lack them too.
  private void make(UserId owner, int newest) {
    mailboxes.alter(
        owner,
        change -> {
          int oldest = Math.max(0, newest - BLOCKS_TOGETHER + 1);
          for (int block = newest; block >= oldest; block--) {
            if (change.get(MailboxKeys.words(block)) == null) {
              change.put(MailboxKeys.words(block), WordBlock.of(change, block));
            }
          }
        });
  }

  /// One walk through the messages. Its methods return false when too many were looked at.
  private static final class Pass {
    private final MailboxReader mailbox;
    private final Question question;
    private final List<String> asked;
    private final String folded;
    private final List<Integer> found = new ArrayList<>();
    private int checked;

    Pass(MailboxReader mailbox, Question question, List<String> asked) {
      this.mailbox = mailbox;
      this.question = question;
      this.asked = asked;
      this.folded = Words.folded(question.text()).strip();
    }

    boolean pinned(long peer) {
      for (int id : Pinning.pinned(mailbox, peer, MAX_CHECKED)) {
        if (!check(id)) {
          return false;
        }
      }
      return true;
    }

    boolean chat(long peer) {
      Key from = MailboxKeys.chat(peer);
      Key to = from.prefixEnd();
      while (true) {
        List<Row> rows = mailbox.scan(from, to, SCANNED, Direction.BACKWARD);
        for (Row row : rows) {
          if (!check(MailboxKeys.idOfCopy(row.key()))) {
            return false;
          }
        }
        if (rows.size() < SCANNED) {
          return true;
        }
        to = rows.getLast().key();
      }
    }

    /// Looks at the messages of a block: at those that its words promise, or at all if it has none yet.
    boolean block(int block, @Nullable StoredWords words) {
      BitSet places;
      if (words == null) {
        places = new BitSet(WordBlock.SIZE);
        places.set(0, WordBlock.SIZE);
      } else {
        places = WordBlock.matches(words, asked);
      }
      for (int at = places.previousSetBit(WordBlock.SIZE - 1);
          at >= 0;
          at = places.previousSetBit(at - 1)) {
        if (!check((block << WordBlock.BITS) | at)) {
          return false;
        }
      }
      return true;
    }

    private boolean check(int id) {
      if (checked++ >= MAX_CHECKED) {
        return false;
      }
      StoredMessage message = Copies.message(mailbox, id);
      if (message != null) {
        checked += message.text().length() / CHARACTERS_OF_ONE;
        if (fits(message)) {
          found.add(id);
        }
      }
      return true;
    }

    private boolean fits(StoredMessage message) {
      Long peer = question.peer();
      return (peer == null || message.peer() == peer)
          && fitsAuthor(message)
          && fitsSavedPeer(message)
          && (question.minDate() == 0 || message.date() >= question.minDate())
          && (question.maxDate() == 0 || message.date() <= question.maxDate())
          && message.action() == null
          && fitsWords(message);
    }

    private boolean fitsAuthor(StoredMessage message) {
      Long author = question.author();
      if (author == null) {
        return true;
      }
      long writer = message.out() ? mailbox.owner().value() : message.peer();
      return writer == author;
    }

    private boolean fitsSavedPeer(StoredMessage message) {
      Long wanted = question.savedPeer();
      if (wanted == null) {
        return true;
      }
      StoredForward forward = message.forward();
      Long saved = forward == null ? null : forward.savedPeer();
      return wanted == (saved == null ? mailbox.owner().value() : saved);
    }

    private boolean fitsWords(StoredMessage message) {
      if (asked.isEmpty()) {
        return folded.isEmpty() || Words.folded(message.text()).contains(folded);
      }
      var words = WordBlock.words(message);
      return asked.stream()
          .allMatch(beginning -> words.stream().anyMatch(word -> word.startsWith(beginning)));
    }
  }
}
