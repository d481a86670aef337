package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.tl.api.InputMessageEntityMentionName;
import heliograph.tl.api.InputUserSelf;
import heliograph.tl.api.TypeMessageEntity;
import heliograph.tl.api.messages.SendMessage;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// People whom a message names: each has to be looked up.
final class MentionsTest extends HouseTest {
  @Test
  void aMessageMentionsOnlySoManyPeople() {
    TypeMessageEntity self = new InputMessageEntityMentionName(0, 1, new InputUserSelf());

    assertThat(Chats.refusal(ann.hand(), mentioning(Collections.nCopies(101, self))))
        .isEqualTo("ENTITIES_TOO_LONG");
    var _ = ann.hand().call(mentioning(Collections.nCopies(100, self)));
    assertThat(ann.newest(BOB).entities()).hasSize(1);
  }

  private SendMessage mentioning(List<TypeMessageEntity> entities) {
    return SendMessage.builder()
        .peer(ann.hand().peer(BOB))
        .message("me")
        .randomId(101)
        .entities(entities)
        .build();
  }
}
