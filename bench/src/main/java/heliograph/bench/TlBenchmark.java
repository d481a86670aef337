package heliograph.bench;

import heliograph.tl.Layer;
import heliograph.tl.TlMethod;
import heliograph.tl.TlReader;
import heliograph.tl.TlWriter;
import heliograph.tl.api.Api;
import heliograph.tl.api.InputPeerUser;
import heliograph.tl.api.Message;
import heliograph.tl.api.MessageEntityBold;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.Updates;
import heliograph.tl.api.User;
import heliograph.tl.api.messages.SendMessage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The TL of a private message: the call that sends it, and the updates that deliver it with both people.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class TlBenchmark {
  private static final String TEXT =
      "A message of about a hundred characters, as people write them to each other on a day like this one.";

  @Param({"143", "198", "229"})
  public int layer;

  private final TlWriter writer = new TlWriter(Layer.NEWEST);
  private final Updates updates =
      new Updates(
          List.of(new UpdateNewMessage(message(), 10, 1)),
          List.of(user(1), user(2)),
          List.of(),
          1_800_000_000,
          0);
  private byte[] callBytes = {};
  private byte[] updateBytes = {};

  @Setup
  public void write() {
    SendMessage call =
        SendMessage.builder().peer(new InputPeerUser(2, 3)).message(TEXT).randomId(42).build();
    callBytes = call.toBytes(Layer.NEWEST);
    updateBytes = updates.toBytes(layer);
    writer.layer(layer);
  }

  @Benchmark
  public TlMethod<?> readSendMessage() {
    return Api.readMethod(new TlReader(callBytes, Layer.NEWEST));
  }

  @Benchmark
  public int writeNewMessage() {
    writer.reset();
    updates.write(writer);
    return writer.size();
  }

  @Benchmark
  public TypeUpdates readNewMessage() {
    return TypeUpdates.read(new TlReader(updateBytes, layer));
  }

  private static Message message() {
    return Message.builder()
        .out(true)
        .id(10)
        .fromId(new PeerUser(1))
        .peerId(new PeerUser(2))
        .date(1_800_000_000)
        .message(TEXT)
        .entities(List.of(new MessageEntityBold(2, 7)))
        .build();
  }

  private static User user(long id) {
    return User.builder()
        .id(id)
        .accessHash(id * 31)
        .firstName("Ada")
        .lastName("Byron")
        .username("ada")
        .build();
  }
}
