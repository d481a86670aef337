package heliograph.client.chat;

import heliograph.tl.api.TypeMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The conversation that is open: with whom, what was shown of it, how far it is read.
final class OpenChat {
  private final long userId;
  private final Set<Integer> shown = new HashSet<>();
  private final Map<Integer, TypeMessage> latest = new HashMap<>();
  private int oldestShown;
  private int readOutboxUpTo;
  private int lastDate;
  private boolean online;

  /// @param readOutboxUpTo the newest own message that the other person has read
  /// @param online whether the other person is online
  OpenChat(long userId, int readOutboxUpTo, boolean online) {
    this.userId = userId;
    this.readOutboxUpTo = readOutboxUpTo;
    this.online = online;
  }

  long userId() {
    return userId;
  }

  /// The newest own message that the other person has read.
  int readOutboxUpTo() {
    return readOutboxUpTo;
  }

  void readOutbox(int upTo) {
    readOutboxUpTo = Math.max(readOutboxUpTo, upTo);
  }

  /// The oldest message on the screen; 0 when there is none.
  int oldestShown() {
    return oldestShown;
  }

  /// Notes whether the other person is online; false if that is known.
  boolean online(boolean now) {
    boolean news = now != online;
    online = now;
    return news;
  }

  /// When the last line shown was written, for the line between two days.
  int lastDate() {
    return lastDate;
  }

  void lastDate(int date) {
    lastDate = date;
  }

  /// Notes that a message is shown now; false if it was shown before.
  boolean show(TypeMessage message) {
    int id = ChatView.id(message);
    latest.put(id, message);
    oldestShown = oldestShown == 0 ? id : Math.min(oldestShown, id);
    return shown.add(id);
  }

  boolean isShown(int messageId) {
    return shown.contains(messageId);
  }

  /// Replaces what is known of a message; false if nothing changed for a reader.
  boolean edit(TypeMessage message) {
    return !message.equals(latest.put(ChatView.id(message), message));
  }
}
