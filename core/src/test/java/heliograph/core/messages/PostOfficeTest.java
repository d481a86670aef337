package heliograph.core.messages;

import heliograph.core.UserId;
import heliograph.core.testing.PostOffice;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test among three people whose mailboxes are empty at first.
abstract class PostOfficeTest {
  static final UserId ANN = new UserId(1);
  static final UserId BOB = new UserId(2);
  static final UserId CAT = new UserId(3);

  @TempDir private Path folder;
  PostOffice post;

  @BeforeEach
  void open() {
    post = new PostOffice(folder);
  }

  @AfterEach
  void close() {
    post.close();
  }
}
