package heliograph.rpc.table;

import heliograph.core.wiring.Core;
import heliograph.rpc.FloodGate;
import heliograph.rpc.MethodTable;
import heliograph.rpc.RpcServer;
import heliograph.rpc.push.Devices;

/// The API, ready to answer.
public final class Api {
  private final Shared shared;
  private final MethodTable table;
  private final RpcServer server;
  private final Devices devices;

  private Api(Shared shared, MethodTable table, RpcServer server, Devices devices) {
    this.shared = shared;
    this.table = table;
    this.server = server;
    this.devices = devices;
  }

  public static Api create(Core core, ApiSettings settings) {
    Shared shared = Shared.create(core, settings);
    Devices devices = shared.devices();
    core.mailboxes().listen(devices);
    MethodTable table = ApiTable.create(core, settings, shared);
    var clock = core.ports().clock();
    var gate = new FloodGate(settings.limits(), clock);
    var server = new RpcServer(table, core.keys(), gate, devices, clock);
    return new Api(shared, table, server, devices);
  }

  public RpcServer server() {
    return server;
  }

  public MethodTable table() {
    return table;
  }

  /// How many accounts say that somebody is looking.
  public int peopleOnline() {
    return shared.presence().peopleOnline();
  }

  /// How many accounts have a session that wants to be told of changes.
  public int accountsConnected() {
    return devices.accounts();
  }

  /// Does what is due: who said nothing for long is offline. To be called every few seconds.
  public void sweep() {
    shared.presence().sweep();
  }
}
