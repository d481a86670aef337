package heliograph.tl.layers;

import heliograph.tl.api.Username;
import java.util.List;

/// User names: a list since layer 150.
public final class Names {
  private Names() {}

  public static String first(List<Username> usernames) {
    return usernames.isEmpty() ? "" : usernames.getFirst().username();
  }
}
