package heliograph.core.messages;

import heliograph.core.Records;
import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.Archive;
import heliograph.core.mailbox.MailboxChange;
import heliograph.core.mailbox.MailboxKeys;
import heliograph.store.Direction;
import heliograph.store.Key;
import heliograph.store.Row;
import heliograph.tl.storage.DeliveredMessage;
import heliograph.tl.storage.MyMessage;
import heliograph.tl.storage.StoredEntity;
import heliograph.tl.storage.StoredForeignReply;
import heliograph.tl.storage.StoredForward;
import heliograph.tl.storage.StoredMessage;
import heliograph.tl.storage.StoredPeer;
import heliograph.tl.storage.StoredReply;
import heliograph.tl.storage.StoredSent;
import heliograph.tl.storage.TypeMessageRef;
import heliograph.tl.storage.TypeStoredReply;
import heliograph.tl.storage.YourMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends a message: one command in the sender's mailbox, one delivery to the receiver's.
final class Sending {
  /// How long a random_id is remembered, in seconds.
  private static final int RANDOM_ID_SECONDS = 7 * 86_400;

  private static final int SWEEP_EACH = 128;
  private static final int SWEEP_ROWS = 32;
  private static final int SWEEP_PAGES = 16;

  private Sending() {}

  static Sent send(MailboxChange change, NewMessage wanted) {
    if (wanted.randomId() == 0) {
      throw Refusal.RANDOM_ID_EMPTY.exception();
    }
    long peer = wanted.to().value();
    StoredSent earlier = change.get(MailboxKeys.randomId(wanted.randomId()), StoredSent.class);
    if (earlier != null) {
      return repeated(change, wanted, earlier);
    }
    if (change.peer(peer).blocked()) {
      throw Refusal.YOU_BLOCKED_USER.exception();
    }
    boolean toSelf = wanted.to().equals(change.owner());
    StoredMessage answered = answered(change, wanted);
    StoredMessage message = message(change, wanted, answered, toSelf);
    int id = Posting.put(change, message);
    change.put(MailboxKeys.randomId(wanted.randomId()), new StoredSent(id, peer, change.now()));
    sweepRandomIds(change, id, wanted.randomId());
    if (wanted.clearDraft()) {
      Drafts.clear(change, peer);
    }
    if (!toSelf) {
      change.send(wanted.to(), delivery(change.owner(), id, message, reference(answered, wanted)));
    }
    return new Sent(id, wanted.randomId(), message);
  }

  /// Puts what was sent into the receiver's mailbox, unless the sender is blocked there.
  static void receive(MailboxChange change, UserId sender, DeliveredMessage delivered) {
    if (change.peer(sender.value()).blocked()
        || !(delivered.message() instanceof StoredMessage message)) {
      return;
    }
    StoredPeer before = change.peer(sender.value());
    put(change, sender, message, delivered.replyTo());
    boolean begun = before.top() == 0 && before.sent() == 0;
    if (before.archived()) {
      Dialogs.letOut(change, sender);
    } else if (begun && Archive.takesIn(change, sender)) {
      var _ = Dialogs.move(change, sender.value(), Dialogs.ARCHIVE);
      Archive.mute(change, sender);
    }
  }

  private static void put(
      MailboxChange change,
      UserId sender,
      StoredMessage message,
      @Nullable TypeMessageRef answered) {
    if (answered == null) {
      Posting.put(change, message);
      return;
    }
    int id =
        switch (answered) {
          case YourMessage mine -> mine.id();
          case MyMessage theirs -> Copies.find(change, sender.value(), theirs.id());
        };
    StoredMessage copy = Copies.message(change, id);
    boolean found = copy != null && copy.peer() == sender.value();
    Posting.put(change, withReply(message, found ? id : null));
  }

  private static StoredMessage withReply(StoredMessage message, @Nullable Integer id) {
    if (!(message.reply() instanceof StoredReply reply)) {
      return message;
    }
    boolean nothingLeft = id == null && reply.quote() == null;
    return message.toBuilder().reply(nothingLeft ? null : reply.toBuilder().id(id).build()).build();
  }

  private static Sent repeated(MailboxChange change, NewMessage wanted, StoredSent earlier) {
    StoredMessage message = Copies.message(change, earlier.id());
    if (message == null || earlier.peer() != wanted.to().value()) {
      throw Refusal.RANDOM_ID_DUPLICATE.exception();
    }
    return new Sent(earlier.id(), wanted.randomId(), message);
  }

  private static @Nullable StoredMessage answered(MailboxChange change, NewMessage wanted) {
    NewMessage.ReplyTo reply = wanted.reply();
    if (reply == null) {
      return null;
    }
    StoredMessage answered = Copies.message(change, reply.id());
    NewMessage.Elsewhere elsewhere = reply.elsewhere();
    long chat = elsewhere == null ? wanted.to().value() : elsewhere.peer();
    if (answered == null || answered.peer() != chat) {
      throw Refusal.REPLY_MESSAGE_ID_INVALID.exception();
    }
    MessageText quote = reply.quote();
    if (quote != null && !answered.text().contains(quote.text())) {
      throw Refusal.QUOTE_TEXT_INVALID.exception();
    }
    return answered;
  }

  private static StoredMessage message(
      MailboxChange change, NewMessage wanted, @Nullable StoredMessage answered, boolean toSelf) {
    NewMessage.ReplyTo reply = wanted.reply();
    List<StoredEntity> entities = wanted.text().entities();
    return StoredMessage.builder()
        .out(!toSelf)
        .silent(wanted.silent())
        .invertMedia(wanted.invertMedia())
        .peer(wanted.to().value())
        .date(change.now())
        .text(wanted.text().text())
        .entities(entities.isEmpty() ? null : entities)
        .reply(reply == null || answered == null ? null : storedReply(reply, answered))
        .forward(wanted.forward())
        .build();
  }

  private static TypeStoredReply storedReply(NewMessage.ReplyTo reply, StoredMessage answered) {
    MessageText quote = reply.quote();
    NewMessage.Elsewhere elsewhere = reply.elsewhere();
    if (elsewhere != null) {
      return foreignReply(reply, elsewhere, answered);
    }
    StoredReply.Builder stored = StoredReply.builder().id(reply.id());
    if (quote != null) {
      stored
          .quote(quote.text())
          .quoteEntities(quote.entities().isEmpty() ? null : quote.entities())
          .quoteOffset(reply.quoteOffset());
    }
    return stored.build();
  }

  /// A message of another chat is not there for the receiver, so what it says goes along.
  private static StoredForeignReply foreignReply(
      NewMessage.ReplyTo reply, NewMessage.Elsewhere elsewhere, StoredMessage answered) {
    MessageText chosen = reply.quote();
    MessageText quote = chosen == null ? MessageText.beginning(answered) : chosen;
    return StoredForeignReply.builder()
        .manual(chosen != null)
        .peer(elsewhere.peer())
        .id(reply.id())
        .from(elsewhere.from())
        .name(elsewhere.name())
        .date(answered.date())
        .quote(quote.text().isEmpty() ? null : quote.text())
        .quoteEntities(quote.entities().isEmpty() ? null : quote.entities())
        .quoteOffset(chosen == null ? null : reply.quoteOffset())
        .build();
  }

  /// Names the message answered so that the receiver finds it.
  private static @Nullable TypeMessageRef reference(
      @Nullable StoredMessage answered, NewMessage wanted) {
    NewMessage.ReplyTo reply = wanted.reply();
    if (answered == null || reply == null || reply.elsewhere() != null) {
      return null;
    }
    Integer origin = answered.origin();
    return origin == null ? new MyMessage(reply.id()) : new YourMessage(origin);
  }

  /// What a message is on its way to the receiver, who has other ids.
  static DeliveredMessage delivery(
      UserId sender, int id, StoredMessage message, @Nullable TypeMessageRef answered) {
    StoredForward forward = message.forward();
    StoredMessage copy =
        message.toBuilder()
            .out(false)
            .peer(sender.value())
            .origin(id)
            .reply(nameless(message.reply()))
            .forward(
                forward == null ? null : forward.toBuilder().savedPeer(null).savedId(null).build())
            .build();
    return new DeliveredMessage(copy, answered);
  }

  private static @Nullable TypeStoredReply nameless(@Nullable TypeStoredReply reply) {
    return switch (reply) {
      case null -> null;
      case StoredReply own -> own.toBuilder().id(null).build();
      case StoredForeignReply foreign -> foreign.toBuilder().peer(null).id(null).build();
    };
  }

  /// Forgets old random ids now and then. They are random, so starting at the newest one reaches all in time. It goes on for as long
  /// as many are old; behind the last comes the first, for clients that count.
  private static void sweepRandomIds(MailboxChange change, int id, long randomId) {
    if (id % SWEEP_EACH != 0) {
      return;
    }
    Key from = MailboxKeys.randomId(randomId).next();
    Key end = MailboxKeys.RANDOM_IDS.prefixEnd();
    boolean manyOld = true;
    for (int page = 0; page < SWEEP_PAGES && manyOld; page++) {
      List<Row> rows = change.scan(from, end, SWEEP_ROWS, Direction.FORWARD);
      List<Key> old = rows.stream().filter(row -> isOld(row, change.now())).map(Row::key).toList();
      old.forEach(change::delete);
      manyOld = 4 * old.size() >= rows.size();
      from = rows.size() < SWEEP_ROWS ? MailboxKeys.RANDOM_IDS : rows.getLast().key().next();
    }
  }

  private static boolean isOld(Row randomId, int now) {
    return Records.read(randomId.value(), StoredSent.class).date() < now - RANDOM_ID_SECONDS;
  }
}
