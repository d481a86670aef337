package heliograph.rpc.table;

import heliograph.rpc.FloodGate;
import heliograph.rpc.MethodTable;
import heliograph.rpc.RpcServer;
import heliograph.rpc.push.Devices;
import heliograph.rpc.push.TypingView;
import heliograph.rpc.users.StatusSignalView;
import java.util.List;

/// The API, ready to answer.
public final class Api {
  private final Views views;
  private final MethodTable table;
  private final RpcServer server;

  private Api(Views views, MethodTable table, RpcServer server) {
    this.views = views;
    this.table = table;
    this.server = server;
  }

  public static Api create(Core core, ApiSettings settings) {
    Views views = Views.create(core, settings);
    Devices devices =
        new Devices(
            core.mailboxes(),
            core.bus(),
            views.events(),
            views.people(),
            List.of(new TypingView(), new StatusSignalView(core.accounts(), views.statuses())));
    core.mailboxes().listen(devices);
    core.mailboxes().onDue('k', core.keys()::sweep);
    MethodTable table = ApiTable.create(core, settings, views);
    var gate = new FloodGate(settings.limits(), core.clock());
    return new Api(views, table, new RpcServer(table, core.keys(), gate, devices, core.clock()));
  }

  public RpcServer server() {
    return server;
  }

  public MethodTable table() {
    return table;
  }

  /// Does what is due: who said nothing for long is offline. To be called every few seconds.
  public void sweep() {
    views.presence().sweep();
  }
}
