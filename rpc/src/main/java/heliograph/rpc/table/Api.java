package heliograph.rpc.table;

import heliograph.rpc.FloodGate;
import heliograph.rpc.MethodTable;
import heliograph.rpc.RpcServer;
import heliograph.rpc.push.Devices;

/// The API, ready to answer.
public final class Api {
  private final Views views;
  private final MethodTable table;
  private final RpcServer server;
  private final Devices devices;

  private Api(Views views, MethodTable table, RpcServer server, Devices devices) {
    this.views = views;
    this.table = table;
    this.server = server;
    this.devices = devices;
  }

  public static Api create(Core core, ApiSettings settings) {
    Views views = Views.create(core, settings);
    Devices devices = views.devices();
    core.mailboxes().listen(devices);
    core.keys().sweptWith(core.mailboxes());
    core.numbers().sweptWith(core.mailboxes());
    core.unused().sweptWith(core.mailboxes());
    MethodTable table = ApiTable.create(core, settings, views);
    var gate = new FloodGate(settings.limits(), core.clock());
    var server = new RpcServer(table, core.keys(), gate, devices, core.clock());
    return new Api(views, table, server, devices);
  }

  public RpcServer server() {
    return server;
  }

  public MethodTable table() {
    return table;
  }

  /// How many accounts say that somebody is looking.
  public int peopleOnline() {
    return views.presence().peopleOnline();
  }

  /// How many accounts have a session that wants to be told of changes.
  public int accountsConnected() {
    return devices.accounts();
  }

  /// Does what is due: who said nothing for long is offline. To be called every few seconds.
  public void sweep() {
    views.presence().sweep();
  }
}
