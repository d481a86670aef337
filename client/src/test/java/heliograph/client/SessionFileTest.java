package heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.client.SavedSession.Login;
import heliograph.tl.api.updates.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {
  @TempDir Path folder;

  @Test
  void givesBackWhatItKept() {
    SessionFile file = new SessionFile(folder.resolve("new/me.session"));
    assertThat(file.load()).isNull();
    byte[] key = new byte[SavedSession.AUTH_KEY_BYTES];
    new Random(1).nextBytes(key);
    State state = new State(5, 6, 7, 8, 0);
    file.save(new Login(key, -3, 77, state));
    Login loaded = file.load();
    assertThat(loaded).isNotNull();
    if (loaded != null) {
      assertThat(loaded.authKey()).isEqualTo(key);
      assertThat(loaded.salt()).isEqualTo(-3);
      assertThat(loaded.userId()).isEqualTo(77);
      assertThat(loaded.state()).isEqualTo(state);
    }
    file.delete();
    assertThat(file.load()).isNull();
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    Path path = folder.resolve("me.session");
    new SessionFile(path).save(new Login(new byte[SavedSession.AUTH_KEY_BYTES], 0, 0, null));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesADamagedFile() throws IOException {
    Path path = Files.writeString(folder.resolve("me.session"), "auth_key=00ff\n");
    assertThatThrownBy(() -> new SessionFile(path).load())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("damaged");
  }
}
