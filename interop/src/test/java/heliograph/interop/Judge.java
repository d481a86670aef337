package heliograph.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The third-party clients, each with the layer it speaks and how its driver is started.
enum Judge {
  MTCUTE("mtcute, layer 227", "node clients/mtcute.mjs"),
  GRAMJS("GramJS, layer 198", "node clients/gramjs.mjs telegram"),
  TELEPROTO("teleproto, layer 229", "node clients/gramjs.mjs teleproto"),
  TDLIB("TDLib, layer 227", "node clients/tdlib.mjs"),
  TELETHON("Telethon, layer 229", "target/telethon/bin/python clients/telethon_driver.py");

  private final String title;
  private final String command;

  Judge(String title, String command) {
    this.title = title;
    this.command = command;
  }

  /// Starts the client inside the namespace and points it at the server. Paths are relative to the
  /// module's folder, where the tests run.
  ThirdPartyClient start(LoopbackNamespace namespace, ServerPass pass, Path directory)
      throws IOException, InterruptedException {
    var client = new ThirdPartyClient(title, namespace.command(List.of(command.split(" ", -1))));
    client.call("start", arguments(pass, directory));
    return client;
  }

  private Map<String, Object> arguments(ServerPass pass, Path directory) {
    var arguments = new HashMap<String, Object>();
    arguments.put("address", ServerProcess.ADDRESS);
    arguments.put("port", ServerProcess.PORT);
    switch (this) {
      case MTCUTE, TELETHON -> arguments.put("pem", pass.key().pem());
      case GRAMJS, TELEPROTO -> {
        arguments.put("modulus", pass.key().modulus().toString());
        arguments.put("exponent", pass.key().exponent());
        arguments.put("fingerprint", Long.toString(pass.key().fingerprint()));
      }
      case TDLIB -> {
        arguments.put("library", pass.tdlib().toString());
        arguments.put("secret", pass.secret());
        arguments.put("directory", directory.toString());
      }
    }
    return arguments;
  }

  /// What a client must know of a server: its key, the proxy secret, and TDLib with that key in it.
  record ServerPass(ServerKey key, String secret, Path tdlib) {}
}
