package heliograph.bench;

import heliograph.mtproto.crypto.AesCtr;
import heliograph.mtproto.crypto.AesIge;
import heliograph.mtproto.crypto.AuthKey;
import heliograph.mtproto.crypto.DhGroup;
import heliograph.mtproto.crypto.KeystreamRandom;
import heliograph.mtproto.crypto.MessageSeal;
import heliograph.mtproto.crypto.PqFactors;
import heliograph.mtproto.crypto.RsaEnvelope;
import heliograph.mtproto.crypto.Sender;
import heliograph.mtproto.crypto.ServerKey;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/// The cryptography of a message and of a key exchange.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MtprotoBenchmark {

  /// A message of the length given, sealed and in the clear, and an IGE key.
  @State(Scope.Thread)
  public static class Messages {
    @Param({"128", "1024", "65536"})
    public int length;

    final KeystreamRandom random = new KeystreamRandom(new SecureRandom());
    final AuthKey authKey = AuthKey.of(bytes(AuthKey.LENGTH));
    final byte[] key = bytes(32);
    final byte[] iv = bytes(32);
    final AesCtr ctr = new AesCtr(bytes(32), bytes(16));
    byte[] buffer = {};
    byte[] sealed = {};

    @Setup
    public void fill() {
      buffer = bytes(MessageSeal.sealedLength(MessageSeal.HEADER + length));
      sealed = new byte[buffer.length];
      putLength(sealed, length);
      MessageSeal.seal(authKey, Sender.CLIENT, sealed, 0, MessageSeal.HEADER + length, random);
    }

    private static void putLength(byte[] packet, int length) {
      int at = MessageSeal.OVERHEAD + MessageSeal.HEADER - Integer.BYTES;
      for (int i = 0; i < Integer.BYTES; i++) {
        packet[at + i] = (byte) (length >> (8 * i));
      }
    }
  }

  /// A server key, a data envelope, and numbers of the Diffie-Hellman group.
  @State(Scope.Thread)
  public static class Exchange {
    final SecureRandom random = new SecureRandom();
    final ServerKey serverKey = ServerKey.generate(random);
    final byte[] envelope = RsaEnvelope.seal(serverKey.publicKey(), bytes(100), random);
    final DhGroup group = DhGroup.KNOWN;
    final BigInteger other = group.publicValue(group.secret(random));
    final BigInteger longExponent = new BigInteger(2048, random).setBit(2047);
    final long pq = PqFactors.random(random).product();
  }

  @Benchmark
  public int seal(Messages state) {
    return MessageSeal.seal(
        state.authKey,
        Sender.SERVER,
        state.buffer,
        0,
        MessageSeal.HEADER + state.length,
        state.random);
  }

  @Benchmark
  public boolean open(Messages state) {
    System.arraycopy(state.sealed, 0, state.buffer, 0, state.sealed.length);
    return MessageSeal.open(state.authKey, Sender.CLIENT, state.buffer, 0, state.buffer.length);
  }

  @Benchmark
  public byte[] igeEncrypt(Messages state) {
    AesIge.encrypt(state.key, state.iv, state.buffer, 0, state.length);
    return state.buffer;
  }

  @Benchmark
  public byte[] igeDecrypt(Messages state) {
    AesIge.decrypt(state.key, state.iv, state.buffer, 0, state.length);
    return state.buffer;
  }

  @Benchmark
  public byte[] ctr(Messages state) {
    state.ctr.process(state.buffer, 0, state.length);
    return state.buffer;
  }

  @Benchmark
  public RsaEnvelope.Opened rsa(Exchange state) {
    return RsaEnvelope.open(state.serverKey, state.envelope);
  }

  @Benchmark
  public BigInteger publicValue(Exchange state) {
    return state.group.publicValue(state.group.secret(state.random));
  }

  @Benchmark
  public AuthKey agreeWithShortExponent(Exchange state) {
    return state.group.agree(state.group.secret(state.random), state.other);
  }

  @Benchmark
  public AuthKey agreeWithLongExponent(Exchange state) {
    return state.group.agree(state.longExponent, state.other);
  }

  @Benchmark
  public @Nullable PqFactors factorise(Exchange state) {
    return PqFactors.of(state.pq);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
