package heliograph.rpc.empty;

import heliograph.rpc.MethodTable;
import java.time.InstantSource;

/// Brings the truthful answers about what does not exist here into the table. Clients ask for these unasked, and take
/// an error for a fault of the server.
public final class EmptyMethods {
  private EmptyMethods() {}

  public static void register(MethodTable.Builder table, InstantSource clock) {
    EmptyMessages.register(table);
    EmptyAccounts.register(table);
    EmptyStories.register(table, clock);
  }
}
