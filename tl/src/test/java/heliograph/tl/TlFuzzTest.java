package heliograph.tl;

import com.code_intelligence.jazzer.junit.FuzzTest;
import heliograph.tl.api.Api;
import heliograph.tl.mt.Mt;
import heliograph.tl.storage.Storage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whatever bytes arrive, they are read or refused; and what was read is written the same way twice. The first byte says as
/// what they are read.
class TlFuzzTest {

  private static final List<Function<TlReader, TlObject>> FORMS =
      List.of(
          Api::readMethod, Api::readObject, Mt::readObject, Mt::readMethod, Storage::readObject);

  @FuzzTest(maxDuration = "8s")
  void isReadOrRefused(byte[] bytes) {
    if (bytes.length > 0) {
      Function<TlReader, TlObject> form = FORMS.get((bytes[0] & 0xff) % FORMS.size());
      check(Arrays.copyOfRange(bytes, 1, bytes.length), form);
    }
  }

  private static void check(byte[] bytes, Function<TlReader, TlObject> form) {
    TlObject first = read(bytes, form);
    if (first == null) {
      return;
    }
    byte[] written;
    try {
      written = first.toBytes(Layer.NEWEST);
    } catch (NotInLayerException e) {
      // A constructor that the newest layer no longer has.
      return;
    }
    TlObject second = form.apply(new TlReader(written, Layer.NEWEST));
    if (!Arrays.equals(written, second.toBytes(Layer.NEWEST))) {
      throw new AssertionError(first.tlName() + " is written in two ways");
    }
  }

  private static @Nullable TlObject read(byte[] bytes, Function<TlReader, TlObject> form) {
    try {
      return form.apply(new TlReader(bytes, Layer.NEWEST));
    } catch (TlException e) {
      return null;
    }
  }
}
