package heliograph.client.chat;

import heliograph.client.RpcException;
import java.time.Duration;

/// The server's refusals in words.
final class Words {
  private Words() {}

  static String of(RpcException refused) {
    Duration wait = refused.retryAfter();
    if (wait != null) {
      return "Too many attempts. Try again in " + of(wait) + ".";
    }
    return switch (refused.type()) {
      case "PHONE_NUMBER_INVALID" -> "This is not a number that the server knows how to read.";
      case "PHONE_NUMBER_BANNED" -> "This number may not be used here.";
      case "PHONE_CODE_INVALID", "PHONE_CODE_EMPTY" -> "The code is wrong.";
      case "PHONE_CODE_EXPIRED" -> "The code is not valid any more; ask for a new one.";
      case "MESSAGE_ID_INVALID", "REPLY_MESSAGE_ID_INVALID" -> "There is no such message.";
      case "MESSAGE_NOT_MODIFIED" -> "The text is the same as before.";
      case "MESSAGE_AUTHOR_REQUIRED" -> "Only its author can change a message.";
      case "MESSAGE_EDIT_TIME_EXPIRED" -> "This message is too old to be changed.";
      case "MESSAGE_DELETE_FORBIDDEN" -> "This message cannot be deleted.";
      case "MESSAGE_EMPTY" -> "There is nothing to send.";
      case "USER_IS_BLOCKED", "YOU_BLOCKED_USER" -> "You cannot write to this person.";
      case "AUTH_KEY_UNREGISTERED", "SESSION_REVOKED" -> "You are logged out.";
      case "PEER_ID_INVALID" -> "This chat cannot be reached.";
      default -> "The server refused: " + refused.getMessage();
    };
  }

  static String of(Duration time) {
    long seconds = Math.max(1, time.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " minutes" : seconds / 3600 + " hours";
  }
}
