package heliograph.client.chat;

import heliograph.client.Caller;
import heliograph.client.Client;
import heliograph.client.chat.Line.Style;
import heliograph.tl.TlMethod;

/// Calls a server for somebody who watches: a call that has to wait for a connection says so before it does.
record Waiting(Client client, Screen screen) implements Caller {
  @Override
  public <R> R call(TlMethod<R> method) {
    if (!client.connected()) {
      screen.show(
          Line.of(Style.FAINT, "There is no connection; this waits for one. Ctrl-C gives it up."));
    }
    return client.call(method);
  }
}
