package heliograph.scenarios;

import heliograph.testkit.Device;
import heliograph.tl.api.User;
import heliograph.tl.api.users.GetUsers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The names by which a device knows people.
final class Names {
  private Names() {}

  /// From what it was told.
  static Map<Long, String> known(Device device, Set<Long> people) {
    Map<Long, String> names = new TreeMap<>();
    for (long person : people) {
      names.put(person, name(device.client().peers().user(person)));
    }
    return names;
  }

  /// Asked for.
  static Map<Long, String> fetched(Device device, Set<Long> people) {
    Map<Long, String> names = new TreeMap<>();
    for (long person : people) {
      var asked = new GetUsers(List.of(device.client().peers().inputUser(person)));
      names.put(person, name((User) device.call(asked).getFirst()));
    }
    return names;
  }

  private static String name(@Nullable User user) {
    return user == null
        ? "unknown"
        : "%s|%s|%s|%s"
            .formatted(user.firstName(), user.lastName(), user.username(), user.contact());
  }
}
