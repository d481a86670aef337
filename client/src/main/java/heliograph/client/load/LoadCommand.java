package heliograph.client.load;

import heliograph.client.ServerAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `heliograph load`: measures a server on this machine.
@Command(
    name = "load",
    header = "Measure a server on this machine.",
    description = {
      "",
      "Simulated people sign up, connect over encrypted MTProto and use the server; what it spends is read from /proc."
          + " Without --data each measurement starts a server of its own in a temporary folder and deletes it"
          + " afterwards. A server that you name is used as it is: its limits should be off (serve --limits off), and"
          + " it keeps the accounts that are made.",
      ""
    })
public final class LoadCommand implements Callable<Integer> {
  private static final int MAX_SECONDS = 3600;
  private static final int MAX_ACCOUNTS = 10_000;
  private static final int MAX_SESSIONS = 19_000;
  private static final int MAX_MISSED = 100_000;
  private static final int MAX_RATE = 20_000;

  /// What can be measured.
  enum What {
    exchange,
    login,
    messages,
    saturate,
    idle,
    catchup,
    start,
    all
  }

  @Parameters(
      index = "0",
      arity = "1",
      paramLabel = "WHAT",
      description =
          "One of exchange: full key exchanges; login: log-ins of a second device; messages: a steady rate; saturate: as many"
              + " messages as it can take; idle: memory of silent sessions; catchup: coming back to missed messages;"
              + " start: start-up; all: everything.")
  private What what = What.all;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Measure the server that runs on DIR.")
  private @Nullable Path data;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How long to measure (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long to run before measuring (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "500",
      description = "Messages a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "200",
      description = "People who talk (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "4",
      description = "For saturate: messages that each has under way (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--sessions",
      split = ",",
      defaultValue = "5000,19000",
      paramLabel = "N",
      description =
          "For idle: numbers of sessions at which memory is read (default: ${DEFAULT-VALUE}).")
  private List<Integer> sessions = List.of();

  @Option(
      names = "--per-account",
      paramLabel = "N",
      defaultValue = "5",
      description = "For idle: sessions of each account (default: ${DEFAULT-VALUE}).")
  private int perAccount;

  @Option(
      names = "--missed",
      defaultValue = "1000",
      paramLabel = "N",
      description = "For catchup: messages that were missed (default: ${DEFAULT-VALUE}).")
  private int missed;

  @Option(
      names = "--starts",
      defaultValue = "5",
      paramLabel = "N",
      description = "For start: how often (default: ${DEFAULT-VALUE}).")
  private int starts;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to FILE too.")
  private @Nullable Path json;

  @Spec private @Nullable CommandSpec spec;

  private final List<Figure> figures = new ArrayList<>();
  private double ownCpuMicros;
  private double wallMicros;

  @Override
  public Integer call() {
    PrintWriter out = command().commandLine().getOut();
    PrintWriter err = command().commandLine().getErr();
    LoadOptions options = options();
    try {
      long begun = System.nanoTime();
      measure(options, err);
      wallMicros = (System.nanoTime() - begun) / 1e3;
      ownCpuMicros = ServerProcess.of(ProcessHandle.current().pid()).cpuMicros();
      Report report = new Report(Instant.now(), surroundings(), figures);
      out.print(report.table());
      out.flush();
      if (json != null) {
        Files.writeString(json, report.json());
      }
      return 0;
    } catch (LoadException | IOException e) {
      err.println("heliograph load: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  private void measure(LoadOptions options, PrintWriter err)
      throws IOException, InterruptedException {
    Launcher launcher = Launcher.find();
    boolean everything = what == What.all;
    if (everything || what == What.start) {
      figures.addAll(new StartUps(launcher, options.starts()).run(line -> say(err, line)));
    }
    List<Scenario> busy = new ArrayList<>();
    if (everything || what == What.exchange) {
      busy.add(new Exchanges());
    }
    if (everything || what == What.login) {
      busy.add(new Logins());
    }
    if (everything || what == What.messages) {
      busy.add(new SteadyMessages());
    }
    if (everything || what == What.saturate) {
      busy.add(new Saturation());
    }
    if (everything || what == What.catchup) {
      busy.add(new CatchUps());
    }
    if (!busy.isEmpty()) {
      run(launcher, busy, options, err);
    }
    if (everything || what == What.idle) {
      // On a server that has done nothing else: a heap that was grown by other work would hide what
      // sessions take.
      run(launcher, List.of(new IdleSessions()), options, err);
    }
  }

  private void run(
      Launcher launcher, List<Scenario> scenarios, LoadOptions options, PrintWriter err)
      throws IOException, InterruptedException {
    if (data != null) {
      ServerAddress address = ServerAddress.ofDataFolder(data);
      refuseOthers(address);
      long pid = ServerAddress.pidOfDataFolder(data);
      try (Fleet fleet = new Fleet(launcher, address, data)) {
        run(scenarios, bench(fleet, pid, options, err));
      }
      return;
    }
    Path folder = Files.createTempDirectory("heliograph-load");
    try (OwnServer server = OwnServer.start(launcher, folder.resolve("data"));
        Fleet fleet = new Fleet(launcher, server.address(), server.data())) {
      run(scenarios, bench(fleet, server.pid(), options, err));
    } finally {
      OwnServer.delete(folder);
    }
  }

  private static Bench bench(Fleet fleet, long pid, LoadOptions options, PrintWriter err) {
    return new Bench(fleet, ServerProcess.of(pid), options, line -> say(err, line));
  }

  private void run(List<Scenario> scenarios, Bench bench) throws InterruptedException {
    for (Scenario scenario : scenarios) {
      figures.addAll(scenario.run(bench));
    }
  }

  private Map<String, Object> surroundings() throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    Path disk = data != null ? data : Path.of(System.getProperty("java.io.tmpdir"));
    DiskProbe probe = DiskProbe.measure(disk);
    all.put("processors", Runtime.getRuntime().availableProcessors());
    all.put("java", Runtime.version().toString());
    all.put(
        "fsync of 4 KiB", probe.medianMicros() + " us median, " + probe.p99Micros() + " us p99");
    all.put(
        "generator's own CPU",
        Math.round(100 * ownCpuMicros / wallMicros) + " % of a core, overall");
    return all;
  }

  private LoadOptions options() {
    bounded("--seconds", seconds, 1, MAX_SECONDS);
    bounded("--warm-up", warmUp, 0, MAX_SECONDS);
    bounded("--rate", rate, 1, MAX_RATE);
    bounded("--accounts", accounts, 2, MAX_ACCOUNTS);
    bounded("--window", window, 1, 1000);
    bounded("--per-account", perAccount, 1, 100);
    bounded("--missed", missed, 1, MAX_MISSED);
    bounded("--starts", starts, 1, 50);
    List<Integer> rising = sessions.stream().sorted().distinct().toList();
    rising.forEach(n -> bounded("--sessions", n, 1, MAX_SESSIONS));
    return new LoadOptions(
        seconds, warmUp, rate, accounts, window, rising, perAccount, missed, starts);
  }

  private void bounded(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          command().commandLine(),
          option + " must be between " + least + " and " + most + ", not " + value);
    }
  }

  private static void refuseOthers(ServerAddress address) throws IOException {
    if (!InetAddress.getByName(address.host()).isLoopbackAddress()) {
      throw new LoadException(
          address.host() + " is not this machine: load is only put on servers that run here");
    }
  }

  private static void say(PrintWriter err, String line) {
    err.println("... " + line);
    err.flush();
  }

  private CommandSpec command() {
    CommandSpec known = spec;
    if (known == null) {
      throw new IllegalStateException("run by picocli");
    }
    return known;
  }
}
