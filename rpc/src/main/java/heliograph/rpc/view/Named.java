package heliograph.rpc.view;

import heliograph.core.UserId;
import heliograph.tl.api.TypeUser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The users whom an answer names. Clients throw away an update that names somebody whom they do not know.
public final class Named {
  private final Set<Long> ids = new LinkedHashSet<>();

  public void add(long user) {
    ids.add(user);
  }

  public void add(UserId user) {
    ids.add(user.value());
  }

  /// All of them as the viewer sees them.
  public List<TypeUser> users(People people, UserId viewer) {
    List<TypeUser> users = new ArrayList<>(ids.size());
    for (long id : ids) {
      if (id > 0 && id <= UserId.MAX) {
        users.add(people.user(viewer, new UserId(id)));
      }
    }
    return users;
  }
}
