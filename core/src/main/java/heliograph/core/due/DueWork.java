package heliograph.core.due;

import heliograph.store.Due;
import heliograph.store.Partition;
import heliograph.store.PartitionStore;
import heliograph.store.StoreException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is due, and who does it: one worker for each family of partitions.
///
/// The list is the store's: each commit says when its partition wants to be looked at, so no crash loses work. Partitions whose
/// turn comes sooner than their last commit knew are remembered here, and only here.
public final class DueWork {
  private static final int SWEPT_TOGETHER = 256;

  /// How often one sweep asks for work anew: what is left has to wait for the next one.
  private static final int MAX_SWEPT_PAGES = 8;

  private static final int MAX_AHEAD = 1_000_000;
  private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

  private final PartitionStore store;
  private final InstantSource clock;
  private final Map<Character, Consumer<Partition>> workers = new ConcurrentHashMap<>();
  private final Set<Partition> hurried = ConcurrentHashMap.newKeySet();

  public DueWork(PartitionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Has the work done that is due in the partitions of a family. The worker leaves none of them due, or it would be in
  /// everybody's way.
  public void onDue(char family, Consumer<Partition> worker) {
    workers.put(family, worker);
  }

  /// Has the next sweep begin with a partition, whenever it is due.
  public void hurry(Partition partition) {
    hurried.add(partition);
  }

  /// Has everything done that is due. To be called every second or so.
  public void sweep() {
    for (Partition partition : List.copyOf(hurried)) {
      hurried.remove(partition);
      work(partition);
    }
    Set<Partition> seen = new HashSet<>();
    boolean more = true;
    for (int page = 0; more && page < MAX_SWEPT_PAGES; page++) {
      List<Due> due = store.due(clock.millis(), SWEPT_TOGETHER);
      boolean fresh = false;
      for (Due work : due) {
        if (seen.add(work.partition())) {
          fresh = true;
          work(work.partition());
        }
      }
      more = fresh && due.size() == SWEPT_TOGETHER;
    }
  }

  /// Has done now what will be due in one family within the time.
  public void workAhead(char family, long millis) {
    for (Due work : store.due(clock.millis() + millis, MAX_AHEAD)) {
      if (work.partition().family() == family) {
        work(work.partition());
      }
    }
  }

  private void work(Partition partition) {
    Consumer<Partition> worker = workers.get(partition.family());
    if (worker != null) {
      try {
        worker.accept(partition);
      } catch (StoreException e) {
        LOG.warn("Work on {} waits: {}", partition, e.getMessage());
      }
    }
  }
}
