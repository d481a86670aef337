package heliograph.rpc.help;

import heliograph.rpc.MethodTable;
import heliograph.rpc.view.People;
import java.time.InstantSource;
import java.util.List;

/// Brings all methods about the server itself into the table.
public final class HelpMethods {
  private HelpMethods() {}

  /// Registers them.
  ///
  /// @param addresses where clients reach the server; empty if its owner configured none
  public static void register(
      MethodTable.Builder table,
      List<PublicAddress> addresses,
      People people,
      InstantSource clock) {
    new ConfigMethods(addresses).register(table);
    new AppConfigMethods().register(table);
    new CountryMethods().register(table);
    new TextMethods(people, clock).register(table);
  }
}
