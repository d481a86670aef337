package heliograph.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import heliograph.tl.api.Api;
import heliograph.tl.api.InputPeerSelf;
import heliograph.tl.api.InvokeWithoutUpdates;
import heliograph.tl.api.TextBold;
import heliograph.tl.api.TextConcat;
import heliograph.tl.api.TextEmpty;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeRichText;
import heliograph.tl.generator.Definition;
import heliograph.tl.mt.MsgsAck;
import heliograph.tl.mt.Mt;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever the bytes, reading ends in a value or a [TlException], and in bounded memory.
class HostileInputTest {
  private static final int MEGABYTE = 1 << 20;

  /// How much more memory than input reading may allocate, objects that are dropped at once included.
  private static final int MAX_AMPLIFICATION = 24;

  @Test
  void refusesUnknownIds() {
    TlWriter out = new TlWriter(Layer.NEWEST);
    for (int id : List.of(0, 1, -1, 0xdeadbeef, TlReader.VECTOR)) {
      out.reset();
      out.writeInt(id);
      assertThatThrownBy(() -> Api.readObject(reader(out))).isInstanceOf(TlException.class);
      assertThatThrownBy(() -> Api.readMethod(reader(out))).isInstanceOf(TlException.class);
      assertThatThrownBy(() -> Mt.readObject(reader(out))).isInstanceOf(TlException.class);
      assertThatThrownBy(() -> TypeRichText.read(reader(out))).isInstanceOf(TlException.class);
    }
  }

  @Test
  void refusesWhatIsCutOffAnywhere() {
    SchemaLayer newest = SchemaLayer.newest();
    for (String name :
        List.of("message", "user", "messages.sendMessage", "initConnection", "config", "updates")) {
      Definition definition = newest.byName.get(name);
      assertThat(definition).as(name).isNotNull();
      Synthesiser sample = Synthesiser.of(newest, definition, true);
      for (int length = 0; length < sample.bytes().length; length++) {
        TlReader reader = new TlReader(sample.bytes(), 0, length, newest.number);
        assertThatThrownBy(() -> read(definition, reader)).isInstanceOf(TlException.class);
      }
    }
  }

  @Test
  void survivesFlippedBits() {
    long seed = 20261122;
    Random random = new Random(seed);
    SchemaLayer newest = SchemaLayer.newest();
    int refused = 0;
    for (Definition definition : newest.byId.values()) {
      byte[] bytes = Synthesiser.of(newest, definition, true).bytes();
      for (int i = 0; i < 2 && bytes.length > 4; i++) {
        byte[] broken = bytes.clone();
        broken[4 + random.nextInt(bytes.length - 4)] ^= (byte) (1 << random.nextInt(8));
        try {
          read(definition, new TlReader(broken, newest.number));
        } catch (TlException e) {
          refused++;
        }
      }
    }
    assertThat(refused).as("seed %d", seed).isPositive();
  }

  @Test
  void refusesCountsThatTheBytesCannotHold() {
    for (int count : List.of(-1, 3, 1 << 20, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
      TlWriter out = new TlWriter(Layer.NEWEST);
      out.writeInt(MsgsAck.ID);
      out.writeVector(count);
      out.writeLong(1);
      out.writeLong(2);
      assertThatThrownBy(() -> Mt.readObject(reader(out))).isInstanceOf(TlException.class);
    }
  }

  @Test
  void refusesStringsLongerThanTheInput() {
    byte[] longForm = {(byte) 254, (byte) 255, (byte) 255, (byte) 255, 0, 0, 0, 0};
    assertThatThrownBy(() -> new TlReader(longForm, 0).readBytes()).isInstanceOf(TlException.class);
    byte[] hugeForm = {(byte) 255, 0, 0, 0, 0, 0, 0, 0};
    assertThatThrownBy(() -> new TlReader(hugeForm, 0).readString())
        .isInstanceOf(TlException.class);
    byte[] unpadded = {2, 'h', 'i'};
    assertThatThrownBy(() -> new TlReader(unpadded, 0).readString())
        .isInstanceOf(TlException.class);
  }

  @Test
  void refusesDeepNesting() {
    assertThat(TypeRichText.read(reader(nested(TlReader.MAX_DEPTH - 1))))
        .isInstanceOf(TextBold.class);
    assertThatThrownBy(() -> TypeRichText.read(reader(nested(TlReader.MAX_DEPTH))))
        .isInstanceOf(TlException.class)
        .hasMessageContaining("deep");
    assertThatThrownBy(() -> TypeRichText.read(reader(nested(100_000))))
        .isInstanceOf(TlException.class);
  }

  @Test
  void refusesDeeplyWrappedCalls() {
    TlWriter out = new TlWriter(Layer.NEWEST);
    for (int i = 0; i < 100_000; i++) {
      out.writeInt(InvokeWithoutUpdates.ID);
    }
    assertThatThrownBy(() -> Api.readMethod(reader(out))).isInstanceOf(TlException.class);
  }

  @Test
  void makesNoMoreOfTheInputThanASmallMultiple() {
    TlWriter ones = new TlWriter(Layer.NEWEST);
    int strings = MEGABYTE / 4;
    ones.writeVector(strings);
    for (int i = 0; i < strings; i++) {
      ones.writeBytes(new byte[] {'a'});
    }
    assertThat(allocatedBy(() -> reader(ones).readStrings()))
        .isLessThan((long) MAX_AMPLIFICATION * MEGABYTE);

    TlWriter peers = new TlWriter(Layer.NEWEST);
    peers.writeVector(MEGABYTE / 4);
    for (int i = 0; i < MEGABYTE / 4; i++) {
      peers.writeInt(InputPeerSelf.ID);
    }
    assertThat(allocatedBy(() -> readAll(reader(peers))))
        .isLessThan((long) MAX_AMPLIFICATION * MEGABYTE);

    // Vectors in vectors, each promising as much as the input has bytes.
    TlWriter promises = new TlWriter(Layer.NEWEST);
    for (int i = 0; i < MEGABYTE / 12; i++) {
      promises.writeInt(TextConcat.ID);
      promises.writeVector((MEGABYTE - promises.size() - 12) / 4);
    }
    long allocated =
        allocatedBy(() ->
            assertThatThrownBy(() -> TypeRichText.read(reader(promises)))
                .isInstanceOf(TlException.class));
    assertThat(allocated).isLessThan((long) MAX_AMPLIFICATION * MEGABYTE);
  }

  private static TlObject read(Definition definition, TlReader reader) {
    return definition.method() ? Api.readMethod(reader) : Api.readObject(reader);
  }

  private static void readAll(TlReader reader) {
    assertThat(TypeInputPeer.readAll(reader, reader.readVector(4))).hasSize(MEGABYTE / 4);
  }

  private static TlWriter nested(int depth) {
    TlWriter out = new TlWriter(Layer.NEWEST);
    for (int i = 0; i < depth; i++) {
      out.writeInt(TextBold.ID);
    }
    out.writeInt(TextEmpty.ID);
    return out;
  }

  private static TlReader reader(TlWriter out) {
    return new TlReader(Arrays.copyOf(out.array(), out.size()), Layer.NEWEST);
  }

  private static long allocatedBy(Runnable action) {
    action.run();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    action.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
