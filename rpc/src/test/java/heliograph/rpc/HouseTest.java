package heliograph.rpc;

import heliograph.core.UserId;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test with three people in one house.
abstract class HouseTest {
  static final UserId ANN = new UserId(31);
  static final UserId BOB = new UserId(32);
  static final UserId CAT = new UserId(33);

  @TempDir private Path folder;
  House house;
  Chats ann;
  Chats bob;
  Chats cat;

  @BeforeEach
  void openHouse() {
    house = new House(folder);
    ann = new Chats(house.session(ANN));
    bob = new Chats(house.session(BOB));
    cat = new Chats(house.session(CAT));
  }

  @AfterEach
  void closeHouse() {
    house.close();
  }
}
