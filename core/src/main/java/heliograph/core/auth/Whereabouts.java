package heliograph.core.auth;

import heliograph.core.UserId;
import java.net.InetAddress;

/// Knows from where the devices of accounts are connected at this moment. Nothing of it is kept.
@FunctionalInterface
public interface Whereabouts {
  /// Whether a device of the account is connected from the network that an address belongs to.
  boolean near(UserId user, InetAddress address);
}
