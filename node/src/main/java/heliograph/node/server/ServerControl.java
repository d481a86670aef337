package heliograph.node.server;

import heliograph.node.config.Settings;
import heliograph.node.control.Control;
import heliograph.node.control.ControlClient;
import heliograph.node.control.ControlException;
import heliograph.node.folder.DataFolder;
import heliograph.node.tls.Certificate;
import heliograph.node.web.PageAddresses;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carries out commands on the server of a data folder, whether it is running or not.
public final class ServerControl {
  private ServerControl() {}

  /// Asks the running server, else opens its store for as long as it takes.
  ///
  /// @param config the settings file of a server that does not run; null: the usual one
  /// @return the lines of the answer
  /// @throws ControlException when it cannot be done
  public static List<String> run(DataFolder folder, @Nullable Path config, List<String> words) {
    Control running = ControlClient.find(folder.controlSocket());
    if (running != null) {
      return running.run(words);
    }
    folder.requireServer();
    Settings settings = folder.readSettings(config);
    try (DataFolder.Lock lock = folder.lock()) {
      if (lock == null) {
        throw new ControlException(
            "another process uses "
                + folder.root()
                + " and does not answer; is a server starting or stopping?");
      }
      try (Kernel kernel = Kernel.open(folder, settings, InstantSource.system())) {
        PageAddresses pages =
            PageAddresses.of(settings, settings.listen(), Certificate.ownersNames(settings));
        return new KernelControl(folder, kernel, pages).run(words);
      }
    }
  }
}
