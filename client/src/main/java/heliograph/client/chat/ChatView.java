package heliograph.client.chat;

import heliograph.client.Peers;
import heliograph.client.chat.Line.Style;
import heliograph.tl.api.Dialog;
import heliograph.tl.api.Message;
import heliograph.tl.api.MessageEmpty;
import heliograph.tl.api.MessageFwdHeader;
import heliograph.tl.api.MessageReplyHeader;
import heliograph.tl.api.MessageService;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypePeer;
import heliograph.tl.api.User;
import heliograph.tl.api.UserStatusLastMonth;
import heliograph.tl.api.UserStatusLastWeek;
import heliograph.tl.api.UserStatusOffline;
import heliograph.tl.api.UserStatusOnline;
import heliograph.tl.api.UserStatusRecently;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Turns what the server says into lines for the screen.
final class ChatView {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final int NAME_COLUMNS = 24;
  private static final int MAX_LINES = 200;
  private static final String CONTINUED = "      │ ";

  private final Peers peers;
  private final ZoneId zone;
  private final InstantSource clock;

  ChatView(Peers peers, ZoneId zone, InstantSource clock) {
    this.peers = peers;
    this.zone = zone;
    this.clock = clock;
  }

  /// What a person is called here.
  String name(long userId) {
    User user = peers.user(userId);
    return user == null ? "user " + userId : name(user);
  }

  static String name(User user) {
    if (user.self()) {
      return "Saved Messages";
    }
    if (user.deleted()) {
      return "Deleted account";
    }
    String first = text(user.firstName());
    String last = text(user.lastName());
    String full = SafeText.line((first + " " + last).strip(), NAME_COLUMNS * 2);
    if (!full.isBlank()) {
      return full;
    }
    String username = user.username();
    return username == null ? "user " + user.id() : "@" + SafeText.line(username, NAME_COLUMNS);
  }

  /// One entry of the list of chats.
  Line chat(int number, Dialog dialog, @Nullable TypeMessage top, int columns) {
    long userId = userId(dialog.peer());
    User user = peers.user(userId);
    boolean online = user != null && isOnline(user);
    int unread = dialog.unreadCount();
    String preview = top == null ? "" : preview(top);
    int room = Math.max(10, columns - NAME_COLUMNS - 24);
    return Line.builder()
        .column(Style.FAINT, "%3s".formatted(number), 4)
        .column(Style.PLAIN, online ? "●" : dialog.pinned() ? "^" : "", 2)
        .column(unread > 0 ? Style.TITLE : Style.PLAIN, name(userId), NAME_COLUMNS)
        .column(Style.ALERT, unread > 0 ? "%5s".formatted(unread) : "", 6)
        .column(Style.FAINT, top == null ? "" : shortTime(date(top)), 7)
        .add(Style.PLAIN, SafeText.line(preview, room))
        .build();
  }

  /// A message, with a line of its own for every line of its text.
  ///
  /// @param readUpTo the newest own message that the other person has read
  List<Line> message(TypeMessage message, int readUpTo) {
    return switch (message) {
      case Message m -> lines(m, readUpTo);
      case MessageService m ->
          List.of(
              Line.builder()
                  .add(Style.FAINT, "%5s %s ".formatted("#" + m.id(), time(m.date())))
                  .add(Style.FAINT, "[" + service(m) + "]")
                  .build());
      case MessageEmpty _ -> List.of();
    };
  }

  /// A message of a chat that is not open.
  Line elsewhere(Message message) {
    return Line.builder()
        .add(Style.FAINT, time(message.date()) + " ")
        .add(Style.OTHER_NAME, name(userId(message.peerId())))
        .add(Style.FAINT, " wrote: ")
        .add(Style.PLAIN, SafeText.line(preview(message), 60))
        .build();
  }

  /// The head of a day's messages.
  Line day(int date) {
    return Line.of(Style.FAINT, "—— " + DAY.format(at(date)) + " ——");
  }

  boolean sameDay(int first, int second) {
    return dayOf(first).equals(dayOf(second));
  }

  /// When somebody was last seen, in words.
  String presence(User user) {
    return switch (user.status()) {
      case UserStatusOnline s when fresh(s) -> "online";
      case UserStatusOnline s -> "last seen " + lastSeen(s.expires());
      case UserStatusOffline s -> "last seen " + lastSeen(s.wasOnline());
      case UserStatusRecently _ -> "last seen recently";
      case UserStatusLastWeek _ -> "last seen within a week";
      case UserStatusLastMonth _ -> "last seen within a month";
      case null, default -> "last seen a long time ago";
    };
  }

  boolean isOnline(User user) {
    return user.status() instanceof UserStatusOnline s && fresh(s);
  }

  static long userId(TypePeer peer) {
    return peer instanceof PeerUser user ? user.userId() : 0;
  }

  static int id(TypeMessage message) {
    return switch (message) {
      case Message m -> m.id();
      case MessageService m -> m.id();
      case MessageEmpty m -> m.id();
    };
  }

  static int date(TypeMessage message) {
    return switch (message) {
      case Message m -> m.date();
      case MessageService m -> m.date();
      case MessageEmpty _ -> 0;
    };
  }

  private List<Line> lines(Message m, int readUpTo) {
    List<String> text = SafeText.lines(m.message());
    if (text.size() > MAX_LINES) {
      text = new ArrayList<>(text.subList(0, MAX_LINES));
      text.add("… (cut: the message is longer)");
    }
    Line.Builder first =
        Line.builder()
            .add(Style.FAINT, "%5s %s ".formatted("#" + m.id(), time(m.date())))
            .add(m.out() ? Style.OWN_NAME : Style.OTHER_NAME, author(m));
    if (m.out()) {
      first.add(Style.FAINT, m.id() <= readUpTo ? " ✓✓" : " ✓");
    }
    first.add(Style.FAINT, remarks(m)).add(Style.PLAIN, "  " + text.getFirst());
    List<Line> lines = new ArrayList<>();
    lines.add(first.build());
    for (String more : text.subList(1, text.size())) {
      lines.add(Line.builder().add(Style.FAINT, CONTINUED).add(Style.PLAIN, more).build());
    }
    return lines;
  }

  private String author(Message m) {
    if (m.out()) {
      return "you";
    }
    long author = userId(m.fromId() == null ? m.peerId() : m.fromId());
    User user = peers.user(author);
    return user != null && user.self() ? "you" : name(author);
  }

  private String remarks(Message m) {
    StringBuilder remarks = new StringBuilder();
    if (m.replyTo() instanceof MessageReplyHeader reply && reply.replyToMsgId() != null) {
      remarks.append(" ↳#").append(reply.replyToMsgId());
      if (reply.quoteText() != null) {
        remarks.append(" “").append(SafeText.line(reply.quoteText(), 40)).append('”');
      }
    }
    MessageFwdHeader origin = m.fwdFrom();
    if (origin != null) {
      String hidden = origin.fromName() == null ? "somebody" : SafeText.line(origin.fromName(), 40);
      String from = origin.fromId() == null ? hidden : name(userId(origin.fromId()));
      remarks.append(" (forwarded from ").append(from).append(')');
    }
    if (m.editDate() != null && !m.editHide()) {
      remarks.append(" (edited)");
    }
    if (m.media() != null) {
      remarks.append(" [media that a terminal cannot show]");
    }
    return remarks.toString();
  }

  private String preview(TypeMessage message) {
    return switch (message) {
      case Message m -> (m.out() ? "you: " : "") + m.message();
      case MessageService m -> "[" + service(m) + "]";
      case MessageEmpty _ -> "";
    };
  }

  private static String service(MessageService m) {
    // `MessageActionContactSignUp` reads as "contact sign up".
    String words = m.action().getClass().getSimpleName().replace("MessageAction", "");
    return words.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private boolean fresh(UserStatusOnline status) {
    return status.expires() > clock.instant().getEpochSecond();
  }

  private String lastSeen(int date) {
    return shortDay(date) + "at " + time(date);
  }

  private String shortTime(int date) {
    return sameDay(date, now()) ? time(date) : SHORT_DAY.format(at(date));
  }

  private String shortDay(int date) {
    return sameDay(date, now()) ? "" : SHORT_DAY.format(at(date)) + " ";
  }

  private String time(int date) {
    return TIME.format(at(date));
  }

  private int now() {
    return (int) clock.instant().getEpochSecond();
  }

  private LocalDate dayOf(int date) {
    return at(date).toLocalDate();
  }

  private ZonedDateTime at(int date) {
    return Instant.ofEpochSecond(date).atZone(zone);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
