package heliograph.node.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
  @TempDir private Path temp;

  @Test
  void closesToOthersWhatIsInAFolderThatTheyMayEnter() throws IOException {
    Path open = Files.createDirectory(temp.resolve("open"));
    allow(open, "rwxr-xr-x");
    allow(Files.createDirectory(open.resolve("control")), "rwxrwxrwx");
    DataFolder folder = new DataFolder(open);

    folder.create(() -> "a key");

    assertThat(allowed(folder.store())).isEqualTo("rwx------");
    assertThat(allowed(open.resolve("control"))).isEqualTo("rwx------");
    assertThat(folder.controlSocket().getParent()).isEqualTo(open.resolve("control"));
    assertThat(allowed(open.resolve("server-secret"))).isEqualTo("rw-------");
    assertThat(allowed(open.resolve("server-key.pem"))).isEqualTo("rw-------");
    try (var lock = folder.lock()) {
      assertThat(lock).isNotNull();
      assertThat(allowed(open.resolve("lock")))
          .as("nobody else can hold it")
          .isEqualTo("rw-------");
    }
    assertThat(allowed(open)).as("the owner's own choice").isEqualTo("rwxr-xr-x");
  }

  @Test
  void whatCannotBeRestoredLeavesNothingBehind() {
    DataFolder unfinished = new DataFolder(temp.resolve("backup"));
    unfinished.create(() -> "a key");
    DataFolder target = new DataFolder(temp.resolve("restored"));

    assertThatThrownBy(() -> Backups.restore(unfinished, target))
        .hasMessageContaining("holds no finished backup");

    assertThat(target.root()).doesNotExist();
    assertThat(unfinished.settings()).exists();
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static String allowed(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
