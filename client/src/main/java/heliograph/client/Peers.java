package heliograph.client;

import heliograph.tl.TlObject;
import heliograph.tl.api.InputPeerSelf;
import heliograph.tl.api.InputPeerUser;
import heliograph.tl.api.InputUser;
import heliograph.tl.api.InputUserSelf;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeInputUser;
import heliograph.tl.api.TypeUser;
import heliograph.tl.api.User;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The people that the server has told this client about, with the access hashes that calls about them need.
///
/// Bounded: who was not met for longest is forgotten first, and comes back with the next answer that names them.
public final class Peers {
  private static final int MAX_USERS = 50_000;

  /// The components of an answer's type that name people: a hundred types have them, and more with each layer.
  private static final ClassValue<List<Method>> NAMING =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          RecordComponent[] components = type.getRecordComponents();
          return components == null
              ? List.of()
              : Arrays.stream(components)
                  .filter(c -> c.getName().equals("users") || c.getName().equals("user"))
                  .map(RecordComponent::getAccessor)
                  .toList();
        }
      };

  private final Map<Long, User> users =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, User> eldest) {
          return size() > MAX_USERS;
        }
      };

  private volatile @Nullable User self;

  Peers() {}

  /// The person who is logged in here; null before.
  public @Nullable User self() {
    return self;
  }

  /// The person with this id; null if the server has not named them yet.
  public synchronized @Nullable User user(long id) {
    return users.get(id);
  }

  /// The person as calls want them.
  ///
  /// @throws IllegalArgumentException if the server has not named them yet
  public TypeInputPeer inputPeer(long id) {
    User known = known(id);
    return known.self() ? new InputPeerSelf() : new InputPeerUser(id, hash(known));
  }

  /// The person as calls about users want them.
  ///
  /// @throws IllegalArgumentException if the server has not named them yet
  public TypeInputUser inputUser(long id) {
    User known = known(id);
    return known.self() ? new InputUserSelf() : new InputUser(id, hash(known));
  }

  /// Remembers everyone in an answer's or update's `users`.
  public synchronized void learn(List<TypeUser> named) {
    for (TypeUser each : named) {
      if (each instanceof User user && !(user.min() && users.containsKey(user.id()))) {
        users.put(user.id(), user);
        if (user.self()) {
          self = user;
        }
      }
    }
  }

  /// Remembers everyone whom an answer names in its component `users` or `user`, whatever its type.
  void learnFrom(Object answer) {
    switch (answer) {
      case List<?> list -> learnFromList(list);
      case TlObject object -> {
        for (Method component : NAMING.get(object.getClass())) {
          learnFromList(component(component, object));
        }
      }
      default -> {}
    }
  }

  private void learnFromList(List<?> list) {
    if (!list.isEmpty() && list.getFirst() instanceof TypeUser) {
      learn(list.stream().map(TypeUser.class::cast).toList());
    }
  }

  private static List<?> component(Method component, TlObject object) {
    try {
      Object value = component.invoke(object);
      return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  synchronized void forget() {
    users.clear();
    self = null;
  }

  private User known(long id) {
    User user = user(id);
    if (user == null) {
      throw new IllegalArgumentException("nobody with the id " + id + " has been met");
    }
    return user;
  }

  private static long hash(User user) {
    Long hash = user.accessHash();
    return hash == null ? 0 : hash;
  }
}
