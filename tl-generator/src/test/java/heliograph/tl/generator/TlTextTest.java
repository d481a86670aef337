package heliograph.tl.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TlTextTest {
  @Test
  void readsFieldsFlagsVectorsAndQueries() {
    List<Definition> definitions =
        TlText.parse(
            """
            // A user, perhaps.
            // In two lines.
            user#8f97c628 flags:# self:flags.10?true id:long status:flags.6?UserStatus = User;
            future_salts#ae500895 req_msg_id:long now:int salts:vector<future_salt> = FutureSalts;
            ---functions---
            invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;
            contacts.getContactIDs#7adc669d hash:long = Vector<int>;
            """);
    assertThat(definitions)
        .extracting(Definition::method)
        .containsExactly(false, false, true, true);
    Definition user = definitions.getFirst();
    assertThat(user.id()).isEqualTo(0x8f97c628);
    assertThat(user.comment()).isEqualTo("A user, perhaps. In two lines.");
    assertThat(user.fields())
        .extracting(Field::name)
        .containsExactly("flags", "self", "id", "status");
    assertThat(user.field("self"))
        .isEqualTo(new Field("self", TlType.of("true"), "flags", 10, null));
    assertThat(user.fields().getFirst().type().isFlags()).isTrue();
    TlType salts = definitions.get(1).fields().getLast().type();
    assertThat(salts).isEqualTo(TlType.vectorOf(new TlType("future_salt", null, true), true));
    assertThat(definitions.get(2).fields().getLast().type().isQuery()).isTrue();
    assertThat(definitions.get(3).result()).isEqualTo(TlType.vectorOf(TlType.of("int"), false));
  }

  @Test
  void computesTheIdOfALineThatHasNone() {
    String line = "inputPeerUser user_id:long access_hash:long = InputPeer;";
    assertThat(TlText.parse(line).getFirst().id()).isEqualTo(0xdde8a54c);
    // `?true` flags are no part of the id.
    String flags =
        "updates.getDifference flags:# pts:int pts_limit:flags.1?int pts_total_limit:flags.0?int date:int"
            + " qts:int qts_limit:flags.2?int = updates.Difference;";
    assertThat(TlText.parse(flags).getFirst().id()).isEqualTo(0x19c2f763);
    assertThat(TlText.parse(flags.replace("pts:int", "on:flags.5?true pts:int")).getFirst().id())
        .isEqualTo(0x19c2f763);
  }

  @Test
  void computesTheIdOfAMethodThatTakesAQuery() {
    String line = "invokeWithLayer {X:Type} layer:int query:!X = X;";
    assertThat(TlText.parse(line).getFirst().id()).isEqualTo(0xda9b0d0d);
  }

  @Test
  void leavesOutWhatTheLanguageDefines() {
    assertThat(
            TlText.parse("vector#1cb5c415 {t:Type} # [ t ] = Vector t;\nboolTrue#997275b5 = Bool;"))
        .isEmpty();
  }

  @Test
  void namesTheLineThatItCannotRead() {
    assertThatThrownBy(() -> TlText.parse("user id:long"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("user id:long");
    assertThatThrownBy(() -> TlText.parse("user id = User;")).isInstanceOf(SchemaException.class);
  }
}
