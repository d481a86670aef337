package heliograph.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class KeyTest {
  @Test
  void sortsAsItsNumbersDo() {
    List<Integer> numbers = List.of(Integer.MIN_VALUE, -2, -1, 0, 1, 255, 256, Integer.MAX_VALUE);
    assertThat(
            numbers.reversed().stream().map(Key.of('m')::int32).sorted().map(key -> key.int32At(1)))
        .containsExactlyElementsOf(numbers);
    List<Long> longs = List.of(Long.MIN_VALUE, -1L, 0L, 1L, 1L << 40, Long.MAX_VALUE);
    assertThat(
            longs.reversed().stream().map(Key.of('m')::int64).sorted().map(key -> key.int64At(1)))
        .containsExactlyElementsOf(longs);
  }

  @Test
  void givesItsPartsBack() {
    Key key = Key.of('x').int8(200).int32(-5).int64(1L << 50).bytes(new byte[] {1, 2});
    assertThat(key.tag()).isEqualTo('x');
    assertThat(key.int8At(1)).isEqualTo(200);
    assertThat(key.int32At(2)).isEqualTo(-5);
    assertThat(key.int64At(6)).isEqualTo(1L << 50);
    assertThat(key.toByteArray()).endsWith(1, 2).hasSize(16);
    assertThat(Key.parse(key.toByteArray())).isEqualTo(key).hasSameHashCodeAs(key);
  }

  @Test
  void endsBehindEverythingThatBeginsWithIt() {
    Key prefix = Key.of('m').int8(255).int8(255);
    assertThat(prefix.prefixEnd()).isEqualTo(Key.of('n'));
    assertThat(prefix.bytes(new byte[] {-1, -1, -1}))
        .isLessThan(prefix.prefixEnd())
        .matches(k -> k.startsWith(prefix));
    assertThat(Key.FIRST.prefixEnd()).isEqualTo(Key.LAST);
    assertThat(Key.of('m').startsWith(prefix)).isFalse();
  }

  @Test
  void isFollowedByNothingNearerThanNext() {
    Key key = Key.of('m').int32(7);
    assertThat(key.next())
        .isGreaterThan(key)
        .isLessThan(key.int8(1))
        .isLessThanOrEqualTo(key.int8(0));
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatThrownBy(() -> Key.of('m').bytes(new byte[Key.MAX_LENGTH]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Key.of('é')).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void partitionsGiveTheirPartsBack() {
    Partition numbered = Partition.of('u', -42);
    assertThat(numbered.id()).isEqualTo(-42);
    assertThat(numbered.family()).isEqualTo('u');
    assertThat(Partition.parse(numbered.bytes())).isEqualTo(numbered).hasSameHashCodeAs(numbered);
    Partition named = Partition.of('a', new byte[] {1, 2, 3});
    assertThat(named.bytes()).containsExactly('a', 1, 2, 3);
    assertThatThrownBy(named::id).isInstanceOf(IllegalStateException.class);
    assertThat(named).isNotEqualTo(Partition.of('n', new byte[] {1, 2, 3}));
    assertThatThrownBy(() -> Partition.of('a', new byte[Partition.MAX_ID_LENGTH + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void commandIdsAreNotGivenTwice() {
    assertThat(Stream.generate(CommandId::fresh).limit(1000)).doesNotHaveDuplicates();
  }
}
