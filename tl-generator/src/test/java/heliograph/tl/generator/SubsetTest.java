package heliograph.tl.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SubsetTest {

  private static final String SCHEMA =
      """
      pictureEmpty#1 = Picture;
      picture#2 size:int = Picture;
      person#3 flags:# known:flags.0?true picture:flags.1?Picture name:string = Person;
      personGone#4 = Person;
      people#5 list:Vector<Person> = People;
      lost#6 way:int = Lost;
      ---functions---
      getPeople#7 ids:Vector<long> = People;
      getPictures#8 = Vector<Picture>;
      getLost#9 = Lost;
      """;

  private static Subset subset(String inUse) {
    Family family = new Family("p", "P", new TreeMap<>(Map.of(9, TlText.parse(SCHEMA))));
    return new Subset(List.of(family), InUse.parse(inUse.lines().toList()));
  }

  @Test
  void takesWhatItsMethodsLeadTo() {
    Subset subset = subset("getPeople # the only one\n");
    assertThat(subset.methods()).extracting(Entity::name).containsExactly("getPeople");
    assertThat(subset.types().keySet()).containsExactly("People", "Person", "Picture");
    assertThat(subset.types().get("Person"))
        .extracting(Entity::name)
        .containsExactly("person", "personGone");
  }

  @Test
  void keepsOnlyTheConstructorsThatAreListed() {
    Subset subset = subset("getPeople\nPerson =\n  person\nPicture = none\n");
    assertThat(subset.types().get("Person")).extracting(Entity::name).containsExactly("person");
    assertThat(subset.types().get("Picture")).isEmpty();
    String types = new TypeScriptTypes(subset).text();
    assertThat(types).contains("known?: boolean | undefined").doesNotContain("picture");
    assertThat(CodecTable.rest(subset)).contains("picture:flags.1?Picture");
  }

  @Test
  void keepsApartWhatIsNeededFirst() {
    Subset subset = subset("getPictures\n---\ngetPeople\n");
    assertThat(CodecTable.first(subset))
        .contains("layer = 9", "picture#2 size:int = Picture", "getPictures#8")
        .doesNotContain("person", "getPeople");
    assertThat(CodecTable.rest(subset))
        .contains("person#3", "people#5", "getPeople#7")
        .doesNotContain("picture#2", "getPictures");
  }

  @Test
  void typesVectorsOfNothingAsEmpty() {
    Subset subset = subset("getPictures\nPicture = none\n");
    assertThat(new TypeScriptTypes(subset).text()).contains("response: never[] }");
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> subset("getNothing\n")).hasMessageContaining("no getNothing");
    assertThatThrownBy(() -> subset("getPeople\nPerson = nobody\n")).hasMessageContaining("nobody");
    assertThatThrownBy(() -> subset("getPeople\nLost = lost\n"))
        .hasMessageContaining("leads to [Lost]");
    assertThatThrownBy(() -> subset("getPeople\ngetPeople\n")).hasMessageContaining("twice");
  }

  @Test
  void refusesFieldsThatMustBeThereAndCannotBe() {
    String needing = SCHEMA.replace("picture:flags.1?Picture", "picture:Picture");
    Family family = new Family("p", "P", new TreeMap<>(Map.of(9, TlText.parse(needing))));
    InUse inUse = InUse.parse(List.of("getPeople", "Picture = none"));
    assertThatThrownBy(() -> new Subset(List.of(family), inUse))
        .hasMessageContaining("person.picture has no constructor in use");
  }
}
