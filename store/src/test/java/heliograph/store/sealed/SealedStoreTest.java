package heliograph.store.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.store.Commit;
import heliograph.store.Key;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.Row;
import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import heliograph.store.rocks.RocksOptions;
import heliograph.store.rocks.RocksPartitionStore;
import heliograph.store.testing.PartitionStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SealedStoreTest extends PartitionStoreContract {
  private static final String SECRET = "the meeting is at the old mill";

  @TempDir private Path folder;
  private SealingKey key;
  private RocksPartitionStore inner;
  private PartitionStore store;

  @BeforeEach
  void open() throws IOException {
    key = SealingKey.read(keyFile("key", "0a"));
    inner = openInner();
    store = SealedStore.open(inner, key, inner.isEmpty());
  }

  private Path keyFile(String name, String twoDigits) throws IOException {
    return Files.writeString(folder.resolve(name), twoDigits.repeat(32) + "\n");
  }

  private RocksPartitionStore openInner() {
    return RocksPartitionStore.open(folder.resolve("store"), RocksOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    inner.close();
  }

  @Override
  protected PartitionStore store() {
    return store;
  }

  private static void assertReason(Reason reason, Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  /// The vectors of the specification: key byte, additional data, ciphertext and tag.
  @ParameterizedTest(name = "key {0}")
  @CsvSource({
    "01,'',ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271",
    "03,c2sp.org/XAES-256-GCM,986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d",
  })
  void sealsAsTheSpecificationSays(String keyByte, String additional, String expected) {
    SealingKey vectorKey =
        SealingKey.of(HexFormat.of().parseHex(keyByte.repeat(SealingKey.LENGTH)));
    byte[] nonce = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(StandardCharsets.US_ASCII);
    try (ValueCipher.Sealing sealing = new ValueCipher(vectorKey).sealing(nonce)) {
      byte[] sealed =
          sealing.seal(
              additional.getBytes(StandardCharsets.US_ASCII),
              "XAES-256-GCM".getBytes(StandardCharsets.US_ASCII));
      assertThat(HexFormat.of().formatHex(sealed, 1 + nonce.length, sealed.length))
          .isEqualTo(expected);
    }
  }

  @Test
  void opensAgainWithItsKeyOnly() throws IOException {
    Partition partition = freshPartition();
    store.commit(
        Commit.puts(
            partition, 0, List.of(new Row(Key.of('m'), SECRET.getBytes(StandardCharsets.UTF_8)))));
    inner.close();
    inner = openInner();
    SealingKey wrong = SealingKey.read(keyFile("wrong", "0b"));
    assertReason(Reason.WRONG_KEY, () -> SealedStore.open(inner, wrong, inner.isEmpty()));
    assertReason(Reason.WRONG_KEY, () -> SealedStore.requireUnsealed(inner));
    store = SealedStore.open(inner, SealingKey.read(folder.resolve("key")), inner.isEmpty());
    assertThat(store.get(partition, Key.of('m')))
        .isEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void doesNotSealOverWhatIsReadable() {
    inner.close();
    try (RocksPartitionStore plain =
        RocksPartitionStore.open(folder.resolve("plain"), RocksOptions.DEFAULT)) {
      SealedStore.requireUnsealed(plain);
      plain.commit(Commit.puts(freshPartition(), 0, List.of()));
      assertReason(Reason.WRONG_KEY, () -> SealedStore.open(plain, key, plain.isEmpty()));
    }
  }

  @Test
  void leavesNothingReadableOnTheDisk() throws Exception {
    store.commit(
        Commit.puts(
            freshPartition(),
            0,
            List.of(new Row(Key.of('m'), SECRET.getBytes(StandardCharsets.UTF_8)))));
    assertThat(filesWith(SECRET)).isEmpty();
    inner.close();
    assertThat(filesWith(SECRET)).isEmpty();
    inner = openInner();
    inner.commit(
        Commit.puts(
            freshPartition(),
            0,
            List.of(new Row(Key.of('m'), SECRET.getBytes(StandardCharsets.UTF_8)))));
    assertThat(filesWith(SECRET)).describedAs("unsealed it is found").isNotEmpty();
  }

  private List<Path> filesWith(String text) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> Files.isRegularFile(file) && contains(file, text)).toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void noticesChangedAndMovedValues() {
    Partition partition = freshPartition();
    Partition other = freshPartition();
    Key one = Key.of('m').int32(1);
    Key two = Key.of('m').int32(2);
    byte[] value = SECRET.getBytes(StandardCharsets.UTF_8);
    store.commit(Commit.puts(partition, 0, List.of(new Row(one, value), new Row(two, value))));
    byte[] sealed = inner.get(partition, one);
    assertThat(sealed)
        .isNotNull()
        .isNotEqualTo(inner.get(partition, two))
        .hasSize(1 + 24 + value.length + 16);
    inner.commit(Commit.puts(other, 0, List.of(new Row(one, sealed))));
    assertReason(Reason.DAMAGED, () -> store.get(other, one));
    inner.commit(Commit.puts(partition, 1, List.of(new Row(two, sealed))));
    assertReason(Reason.DAMAGED, () -> store.get(partition, two));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      inner.commit(Commit.puts(partition, 2 + i, List.of(new Row(one, changed))));
      assertReason(Reason.DAMAGED, () -> store.get(partition, one));
    }
    inner.commit(Commit.puts(partition, 2 + sealed.length, List.of(new Row(one, new byte[5]))));
    assertReason(Reason.DAMAGED, () -> store.get(partition, one));
  }

  @Test
  void refusesAKeyFileThatHoldsNoKey() throws Exception {
    Path file = Files.writeString(folder.resolve("broken"), "0123");
    assertReason(Reason.WRONG_KEY, () -> SealingKey.read(file));
    assertReason(Reason.WRONG_KEY, () -> SealingKey.read(folder.resolve("absent")));
  }
}
