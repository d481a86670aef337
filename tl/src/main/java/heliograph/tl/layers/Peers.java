package heliograph.tl.layers;

import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.InputPeerSelf;
import heliograph.tl.api.InputPeerUser;
import heliograph.tl.api.InputPeerUserFromMessage;
import heliograph.tl.api.InputUser;
import heliograph.tl.api.InputUserEmpty;
import heliograph.tl.api.InputUserFromMessage;
import heliograph.tl.api.InputUserSelf;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.SendAsPeer;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeInputUser;
import heliograph.tl.api.TypePeer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Peers where older layers had users, and lists where they had one.
public final class Peers {
  private Peers() {}

  /// The id of a user, or 0 for a peer that is none.
  public static long userId(TypePeer peer) {
    return peer instanceof PeerUser user ? user.userId() : 0;
  }

  public static TypePeer user(long userId) {
    return new PeerUser(userId);
  }

  public static @Nullable List<Long> userIds(@Nullable List<TypePeer> peers) {
    if (peers == null) {
      return null;
    }
    List<Long> ids = new ArrayList<>();
    for (TypePeer peer : peers) {
      if (peer instanceof PeerUser user) {
        ids.add(user.userId());
      }
    }
    return ids;
  }

  public static @Nullable List<TypePeer> users(@Nullable List<Long> userIds) {
    return userIds == null ? null : userIds.stream().map(Peers::user).toList();
  }

  public static TypePeer first(List<TypePeer> peers) {
    return peers.isEmpty() ? new PeerUser(0) : peers.getFirst();
  }

  public static List<TypePeer> ofSendAs(List<SendAsPeer> peers) {
    return peers.stream().map(SendAsPeer::peer).toList();
  }

  public static TypeInputPeer inputPeer(TypeInputUser user) {
    return switch (user) {
      case InputUserEmpty _ -> InputPeerEmpty.INSTANCE;
      case InputUserSelf _ -> InputPeerSelf.INSTANCE;
      case InputUser known -> new InputPeerUser(known.userId(), known.accessHash());
      case InputUserFromMessage seen ->
          new InputPeerUserFromMessage(seen.peer(), seen.msgId(), seen.userId());
    };
  }

  public static TypeInputUser inputUser(TypeInputPeer peer) {
    return switch (peer) {
      case InputPeerSelf _ -> InputUserSelf.INSTANCE;
      case InputPeerUser known -> new InputUser(known.userId(), known.accessHash());
      case InputPeerUserFromMessage seen ->
          new InputUserFromMessage(seen.peer(), seen.msgId(), seen.userId());
      default -> InputUserEmpty.INSTANCE;
    };
  }
}
