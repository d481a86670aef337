package heliograph.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A network namespace whose only interface is loopback: what runs inside can reach the server under
/// test and nothing else. It lives as long as one holder process does.
final class LoopbackNamespace {
  private static final int ATTEMPTS = 200;

  private final Process holder;
  private final long holderPid;
  private final boolean ownsUser;

  private LoopbackNamespace(Process holder, boolean ownsUser) {
    this.holder = holder;
    this.holderPid = holder.pid();
    this.ownsUser = ownsUser;
  }

  /// Makes one, as root or in a user namespace of its own.
  static LoopbackNamespace create() throws IOException, InterruptedException {
    for (boolean ownsUser : new boolean[] {false, true}) {
      var script = "ip link set lo up && echo up && exec sleep infinity";
      var flags = ownsUser ? "-rn" : "-n";
      var holder =
          new ProcessBuilder("unshare", flags, "--kill-child", "--fork", "sh", "-c", script)
              .redirectErrorStream(true)
              .start();
      var line = holder.inputReader().readLine();
      if ("up".equals(line)) {
        return new LoopbackNamespace(holder, ownsUser);
      }
      holder.destroyForcibly().waitFor();
    }
    throw new IOException("no network namespace can be made here (unshare -n, unshare -rn)");
  }

  /// A command that will run inside, its output not yet redirected.
  ProcessBuilder command(List<String> command) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(insidePid()), "-n"));
    if (ownsUser) {
      words.add("-U");
      words.add("--preserve-credentials");
    }
    words.add("--");
    words.addAll(command);
    return new ProcessBuilder(words);
  }

  /// The holder forks once, so the child is the one that is surely inside.
  private long insidePid() throws IOException, InterruptedException {
    var children =
        Path.of("/proc", Long.toString(holderPid), "task", Long.toString(holderPid), "children");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var pids = Files.readString(children).trim();
      if (!pids.isEmpty()) {
        return Long.parseLong(pids.split(" ", -1)[0]);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new IOException("the namespace's holder has gone");
  }

  void close() throws InterruptedException {
    holder.descendants().forEach(ProcessHandle::destroyForcibly);
    holder.destroyForcibly().waitFor();
  }
}
