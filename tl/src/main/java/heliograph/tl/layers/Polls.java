package heliograph.tl.layers;

import heliograph.tl.api.MessagePeerVote;
import heliograph.tl.api.MessagePeerVoteInputOption;
import heliograph.tl.api.MessagePeerVoteMultiple;
import heliograph.tl.api.MessageUserVote;
import heliograph.tl.api.MessageUserVoteInputOption;
import heliograph.tl.api.MessageUserVoteMultiple;
import heliograph.tl.api.Poll;
import heliograph.tl.api.PollAnswer;
import heliograph.tl.api.TypeMessagePeerVote;
import heliograph.tl.api.TypeMessageUserVote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Polls: right answers were named by option up to layer 223, and voters were users up to 158.
public final class Polls {
  private Polls() {}

  public static @Nullable List<Integer> places(Poll poll, @Nullable List<byte[]> options) {
    if (options == null) {
      return null;
    }
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < poll.answers().size(); place++) {
      if (poll.answers().get(place) instanceof PollAnswer answer
          && options.stream().anyMatch(option -> Arrays.equals(option, answer.option()))) {
        places.add(place);
      }
    }
    return places;
  }

  public static List<TypeMessageUserVote> userVotes(List<TypeMessagePeerVote> votes) {
    return votes.stream().map(Polls::userVote).toList();
  }

  private static TypeMessageUserVote userVote(TypeMessagePeerVote vote) {
    return switch (vote) {
      case MessagePeerVote one ->
          new MessageUserVote(Peers.userId(one.peer()), one.option(), one.date());
      case MessagePeerVoteInputOption own ->
          new MessageUserVoteInputOption(Peers.userId(own.peer()), own.date());
      case MessagePeerVoteMultiple many ->
          new MessageUserVoteMultiple(Peers.userId(many.peer()), many.options(), many.date());
    };
  }
}
