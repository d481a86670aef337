package heliograph.node.server;

import heliograph.core.mailbox.MailboxNews;
import heliograph.core.mailbox.Mailboxes;
import heliograph.edge.Edge;
import heliograph.edge.Exits;
import heliograph.mtproto.server.MessageServer;
import heliograph.node.config.Address;
import heliograph.rpc.table.Api;
import heliograph.tl.storage.StoredMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/// What a running server can say of itself: numbers of all together, and nothing of anybody.
public final class ServerStatus {
  /// What asks for it.
  public static final List<String> WORDS = List.of("status");

  private static final Path PROCESS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private final long startedNanos = System.nanoTime();
  private final LongAdder sent = new LongAdder();
  private final Address address;
  private final Api api;
  private final MessageServer messages;
  private final Edge edge;

  ServerStatus(Address address, Mailboxes mailboxes, Api api, MessageServer messages, Edge edge) {
    this.address = address;
    this.api = api;
    this.messages = messages;
    this.edge = edge;
    mailboxes.listen(this::count);
  }

  private void count(MailboxNews news) {
    for (MailboxNews.Event event : news.events()) {
      if (event.stored() instanceof StoredMessage message && message.out()) {
        sent.increment();
      }
    }
  }

  /// Names and values, separated by tabs.
  List<String> lines() {
    long seconds = Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds();
    Runtime runtime = Runtime.getRuntime();
    List<String> lines = new ArrayList<>();
    lines.add("address\t" + address);
    lines.add("process\t" + ProcessHandle.current().pid());
    lines.add("up, seconds\t" + seconds);
    lines.add("people online\t" + api.peopleOnline());
    lines.add("accounts connected\t" + api.accountsConnected());
    lines.add("sessions\t" + messages.sessions().size());
    lines.add("connections\t" + edge.connections());
    lines.add("messages since the start\t" + sent.sum());
    lines.add(
        "messages a second\t"
            + String.format(Locale.ROOT, "%.2f", sent.sum() / (double) Math.max(1, seconds)));
    lines.add("memory resident, KiB\t" + residentKib());
    lines.add("memory of the heap, KiB\t" + (runtime.totalMemory() - runtime.freeMemory()) / 1024);
    for (Exits.Reason reason : Exits.Reason.values()) {
      String words = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      lines.add("ended, " + words + "\t" + edge.exits().of(reason));
    }
    return lines;
  }

  private static long residentKib() {
    try {
      return Files.readAllLines(PROCESS).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException unreadable) {
      return 0;
    }
  }
}
