package heliograph.node.server;

import heliograph.core.Refusal;
import heliograph.core.RefusedException;
import heliograph.core.auth.Invites;
import heliograph.core.auth.PhoneNumber;
import heliograph.node.control.Control;
import heliograph.node.control.ControlException;
import heliograph.node.folder.Backups;
import heliograph.node.folder.DataFolder;
import heliograph.node.folder.FolderException;
import heliograph.node.web.PageAddresses;
import heliograph.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Carries out commands on a kernel of this process.
final class KernelControl implements Control {
  /// Invites that are being written at once: enough that the store puts many into one commit.
  private static final int INVITES_AT_ONCE = 256;

  private final DataFolder folder;
  private final Kernel kernel;
  private final PageAddresses pages;

  /// @param pages where the page is, for links in invites
  KernelControl(DataFolder folder, Kernel kernel, PageAddresses pages) {
    this.folder = folder;
    this.kernel = kernel;
    this.pages = pages;
  }

  @Override
  public List<String> run(List<String> words) {
    String argument = words.size() == 2 ? words.get(1) : "";
    try {
      return switch (words.getFirst()) {
        case "invite" -> invite(Integer.parseInt(argument));
        case "code" -> List.of(code(argument));
        case "backup" -> {
          Backups.write(folder, kernel.store(), Path.of(argument));
          yield List.of();
        }
        default ->
            throw new ControlException("the server does not know \"" + words.getFirst() + "\"");
      };
    } catch (FolderException | StoreException refused) {
      throw new ControlException(String.valueOf(refused.getMessage()));
    }
  }

  private List<String> invite(int count) {
    Semaphore atOnce = new Semaphore(INVITES_AT_ONCE);
    List<Future<Invites.Invite>> made = new ArrayList<>(count);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        atOnce.acquireUninterruptibly();
        made.add(
            threads.submit(() -> {
              try {
                return kernel.core().invites().create();
              } finally {
                atOnce.release();
              }
            }));
      }
    }
    return made.stream().map(KernelControl::outcome).map(this::line).toList();
  }

  private static <R> R outcome(Future<R> ended) {
    if (ended.state() == Future.State.FAILED
        && ended.exceptionNow() instanceof StoreException broken) {
      throw broken;
    }
    return ended.resultNow();
  }

  private String line(Invites.Invite invite) {
    String number = invite.number().toString();
    String link = pages.invite(number, invite.code());
    return number + "\t" + invite.code() + "\t" + (link == null ? "" : link);
  }

  private String code(String number) {
    try {
      return kernel.core().codes().make(PhoneNumber.parse(number));
    } catch (RefusedException refused) {
      throw new ControlException(
          refused.refusal() == Refusal.PHONE_NUMBER_UNOCCUPIED
              ? "no account has the number " + number
              : "\"" + number + "\" is no number; write it as +888...");
    }
  }
}
