package heliograph.client.chat;

import heliograph.client.ConnectionState;
import heliograph.client.UpdateListener;
import heliograph.client.chat.Line.Style;
import heliograph.tl.api.Message;
import heliograph.tl.api.SendMessageTypingAction;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.UpdateDeleteMessages;
import heliograph.tl.api.UpdateEditMessage;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.UpdateReadHistoryOutbox;
import heliograph.tl.api.UpdateUserStatus;
import heliograph.tl.api.UpdateUserTyping;
import heliograph.tl.api.User;
import heliograph.tl.api.UserStatusOnline;
import java.time.Instant;
import java.time.InstantSource;

/// Shows what happens while the chat is running.
final class Live implements UpdateListener {
  /// A client that goes on typing says so every five seconds.
  private static final int TYPING_SECONDS = 6;

  private final Chat chat;
  private final Runnable attend;
  private final InstantSource clock;
  private Instant typingShownUntil = Instant.MIN;
  private boolean offline;

  /// @param attend tells a server that may have forgotten it that somebody is here
  Live(Chat chat, Runnable attend, InstantSource clock) {
    this.chat = chat;
    this.attend = attend;
    this.clock = clock;
  }

  @Override
  public void update(TypeUpdate update) {
    chat.withTurn(() -> show(update));
  }

  @Override
  public void reset() {
    chat.withTurn(() -> chat.say(Style.FAINT, "Much has happened since; /chats shows the list."));
  }

  @Override
  public void connection(ConnectionState state) {
    switch (state) {
      case CONNECTING -> {
        if (!offline) {
          offline = true;
          chat.say(Style.ALERT, "The connection is lost; trying again ...");
        }
      }
      case ONLINE -> {
        if (offline) {
          offline = false;
          attend.run();
          chat.say(Style.FAINT, "Connected again.");
        }
      }
      case CLOSED -> {}
    }
  }

  @Override
  public void loggedOut() {
    chat.say(Style.ALERT, "This log-in was ended from elsewhere. Start again to log in anew.");
  }

  private void show(TypeUpdate update) {
    switch (update) {
      case UpdateNewMessage u when u.message() instanceof Message m -> chat.arrived(m);
      case UpdateEditMessage u when u.message() instanceof Message m -> chat.edited(m);
      case UpdateDeleteMessages u -> deleted(u);
      case UpdateReadHistoryOutbox u -> read(u);
      case UpdateUserTyping u -> typing(u);
      case UpdateUserStatus u -> status(u);
      default -> {}
    }
  }

  private void deleted(UpdateDeleteMessages u) {
    OpenChat open = chat.openChat();
    if (open != null) {
      for (int id : u.messages()) {
        if (open.isShown(id)) {
          chat.say(Style.FAINT, "#" + id + " was deleted.");
        }
      }
    }
  }

  private void read(UpdateReadHistoryOutbox u) {
    OpenChat open = chat.openChat();
    if (open != null && open.userId() == ChatView.userId(u.peer())) {
      if (u.maxId() > open.readOutboxUpTo()) {
        open.readOutbox(u.maxId());
        chat.say(Style.FAINT, "✓✓ read up to #" + u.maxId());
      }
    }
  }

  private void typing(UpdateUserTyping u) {
    OpenChat open = chat.openChat();
    Instant now = clock.instant();
    if (open != null
        && open.userId() == u.userId()
        && u.action() instanceof SendMessageTypingAction
        && now.isAfter(typingShownUntil)) {
      typingShownUntil = now.plusSeconds(TYPING_SECONDS);
      chat.say(Style.FAINT, chat.view().name(u.userId()) + " is typing ...");
    }
  }

  private void status(UpdateUserStatus u) {
    OpenChat open = chat.openChat();
    boolean isOnline = u.status() instanceof UserStatusOnline;
    User self = chat.self();
    if (self != null && self.id() == u.userId()) {
      return;
    }
    if (open != null && open.userId() == u.userId() && open.online(isOnline)) {
      chat.say(
          Style.FAINT,
          chat.view().name(u.userId()) + (isOnline ? " is online." : " has gone offline."));
    }
  }
}
