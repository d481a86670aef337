package heliograph.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipTest {

  private static final byte[] ZEROS = new byte[50_000];

  @Test
  void readsWhatItPacks() {
    byte[] packed = Gzip.pack(ZEROS);
    assertThat(packed).isNotNull().hasSizeLessThan(500);
    assertThat(Gzip.unpack(packed, ZEROS.length)).isEqualTo(ZEROS);
  }

  @Test
  void readsGzipAndZlib() throws IOException {
    var gzip = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(gzip)) {
      out.write(ZEROS);
    }
    var zlib = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(zlib)) {
      out.write(ZEROS);
    }
    assertThat(Gzip.unpack(gzip.toByteArray(), ZEROS.length)).isEqualTo(ZEROS);
    assertThat(Gzip.unpack(zlib.toByteArray(), ZEROS.length)).isEqualTo(ZEROS);
  }

  @Test
  void refusesWhatUnpacksToMoreThanTheLimit() {
    byte[] packed = Gzip.pack(ZEROS);
    assertThat(packed).isNotNull();
    assertThatThrownBy(() -> Gzip.unpack(packed, ZEROS.length - 1)).isInstanceOf(TlException.class);
  }

  @Test
  void refusesWhatIsDamagedOrCutOff() {
    byte[] packed = Gzip.pack(ZEROS);
    assertThat(packed).isNotNull();
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> Gzip.unpack(cut, ZEROS.length)).isInstanceOf(TlException.class);
    }
  }

  @Test
  void leavesAloneWhatDoesNotGetSmaller() {
    byte[] noise = new byte[50_000];
    new Random(3).nextBytes(noise);
    assertThat(Gzip.pack(noise)).isNull();
    assertThat(Gzip.pack(Arrays.copyOf(noise, 5000))).isNull();
  }
}
