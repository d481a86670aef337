package heliograph.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TlReaderWriterTest {
  private static final int LAYER = Layer.NEWEST;

  @Test
  void returnsStringsOfEveryLengthAround254AndPadsThem() {
    for (int length : List.of(0, 1, 2, 3, 4, 252, 253, 254, 255, 256, 257, 70_000)) {
      TlWriter out = new TlWriter(LAYER);
      out.writeBytes(new byte[length]);
      assertThat(out.size() % 4).isZero();
      assertThat(out.size()).isEqualTo((length < 254 ? length + 4 : length + 7) / 4 * 4);
      TlReader reader = new TlReader(out.toByteArray(), LAYER);
      assertThat(reader.readBytes()).hasSize(length);
      reader.expectEnd();
    }
  }

  @Test
  void returnsTextInAnyScript() {
    String text = "Grüße, 世界 🌍";
    TlWriter out = new TlWriter(LAYER);
    out.writeString(text);
    assertThat(new TlReader(out.toByteArray(), LAYER).readString()).isEqualTo(text);
  }

  @Test
  void readsOnlyItsPartOfTheArray() {
    byte[] data = {9, 9, 1, 0, 0, 0, 9, 9, 9, 9};
    TlReader reader = new TlReader(data, 2, 6, LAYER);
    assertThat(reader.peekInt()).isEqualTo(1);
    assertThat(reader.readInt()).isEqualTo(1);
    assertThat(reader.remaining()).isZero();
    assertThatThrownBy(reader::readInt).isInstanceOf(TlException.class);
  }

  @Test
  void slicesWhatFollowsAndMovesPastIt() {
    TlWriter out = new TlWriter(LAYER);
    out.writeInt(1);
    out.writeInt(2);
    out.writeInt(3);
    TlReader reader = new TlReader(out.toByteArray(), LAYER);
    reader.readInt();
    TlReader slice = reader.slice(4);
    assertThat(slice.readInt()).isEqualTo(2);
    slice.expectEnd();
    assertThat(reader.readInt()).isEqualTo(3);
    assertThatThrownBy(() -> reader.slice(-1)).isInstanceOf(TlException.class);
    assertThatThrownBy(() -> reader.skip(1)).isInstanceOf(TlException.class);
  }

  @Test
  void patchesALengthThatWasNotKnown() {
    TlWriter out = new TlWriter(LAYER, 1);
    out.writeInt(0);
    out.writeLong(5);
    out.patchInt(0, 8);
    assertThat(new TlReader(out.toByteArray(), LAYER).readInt()).isEqualTo(8);
    assertThatThrownBy(() -> out.patchInt(9, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    out.reset();
    assertThat(out.size()).isZero();
  }

  @Test
  void keepsNoncesAsTheirBytes() {
    byte[] bytes = new byte[Int256.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    assertThat(Int256.of(bytes).toByteArray()).isEqualTo(bytes);
    assertThat(Int128.of(bytes, 8, Int128.BYTES).toByteArray())
        .isEqualTo(java.util.Arrays.copyOfRange(bytes, 8, 24));
    assertThatThrownBy(() -> Int128.of(bytes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesABoolThatIsNone() {
    assertThatThrownBy(() -> new TlReader(new byte[4], LAYER).readBool())
        .isInstanceOf(TlException.class);
  }
}
