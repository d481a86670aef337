package heliograph.tl.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FamilyTest {
  @Test
  void laysFormsOverEachOtherByName() {
    Family family =
        family(
            "note#1 id:int = Note;", "note#1 id:int = Note;", "note#2 id:int text:string = Note;");
    Entity note = Objects.requireNonNull(family.entity("note"));
    assertThat(note.newest().id()).isEqualTo(2);
    assertThat(note.variants())
        .extracting(Variant::fromLayer, Variant::toLayer)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 2), org.assertj.core.groups.Tuple.tuple(3, 3));
  }

  @Test
  void keepsTheGapWhereANameIsAbsent() {
    Family family = family("a#1 = A; \nb#3 = B;", "b#3 = B;", "a#1 = A;\nb#3 = B;");
    assertThat(Objects.requireNonNull(family.entity("a")).variants()).hasSize(2);
  }

  @Test
  void makesARecordOfATypeWithOneConstructorAndAnInterfaceOfOneWithMore() {
    Family family =
        family("one#1 = One;\nleft#2 = Side;\nright#3 = Side;\n---functions---\nask.one#4 = One;");
    assertThat(family.type("One").javaClass().qualifiedName()).isEqualTo("test.One");
    assertThat(family.type("Side").javaClass().qualifiedName()).isEqualTo("test.TypeSide");
    assertThat(Objects.requireNonNull(family.entity("ask.one")).javaClass().qualifiedName())
        .isEqualTo("test.ask.One");
  }

  @Test
  void knowsWhatContainsItself() {
    Family family =
        family("leaf#1 = Tree;\nbranch#2 parts:Vector<Tree> = Tree;\nforest#3 tree:Tree = Forest;");
    assertThat(family.isRecursive("Tree")).isTrue();
    assertThat(family.isRecursive("Forest")).isFalse();
  }

  @Test
  void refusesOneIdForTwoNames() {
    assertThatThrownBy(() -> family("a#1 = A;\nb#1 = B;")).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> family("a#1 = A;\na#2 = A;")).isInstanceOf(SchemaException.class);
  }

  @Test
  void failsOnADifferenceThatNoRuleCovers() {
    Family family =
        family(
            "t#1 text:string = T;\n---functions---\nsend#3 t:T = T;",
            "s#4 = S;\nt#2 text:S = T;\n---functions---\nsend#3 t:T = T;");
    assertThatThrownBy(() -> emit(family, Rules.parse(List.of())))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("t.text: was string, is S");
    emit(
        family,
        Rules.parse(List.of("read t.text = Texts.plain(text)", "write t.text = Texts.text(text)")));
    emit(family, Rules.parse(List.of("lost t.text")));
    assertThatThrownBy(() -> emit(family, Rules.parse(List.of("lost t.text", "lost u.text"))))
        .hasMessageContaining("serve nothing");
  }

  private static void emit(Family family, Rules rules) {
    family.entities().forEach(entity -> new RecordEmitter(family, entity, rules).emit().text());
    rules.check();
  }

  private static Family family(String... layers) {
    TreeMap<Integer, List<Definition>> byLayer = new TreeMap<>();
    for (int i = 0; i < layers.length; i++) {
      byLayer.put(i + 1, TlText.parse(layers[i]));
    }
    return new Family("test", "Test", new TreeMap<>(Map.copyOf(byLayer)));
  }
}
