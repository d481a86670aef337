package heliograph.store.rocks;

import heliograph.store.Commit;
import heliograph.store.Partition;

/// A change of the time at which a partition is due, as records of the index.
record DueMove(Partition partition, long from, long to) {
  int count() {
    return (from == Commit.NOT_DUE ? 0 : 1) + (to == Commit.NOT_DUE ? 0 : 1);
  }

  int length() {
    int keyLength = Layout.dueKeyLength(partition);
    return (from == Commit.NOT_DUE ? 0 : BatchWriter.rowDeleteLength(keyLength))
        + (to == Commit.NOT_DUE ? 0 : BatchWriter.rowPutLength(keyLength, 0));
  }

  void write(BatchWriter out) {
    if (from != Commit.NOT_DUE) {
      out.deleteDue(partition, from);
    }
    if (to != Commit.NOT_DUE) {
      out.putDue(partition, to);
    }
  }
}
