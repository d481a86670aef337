package heliograph.store.rocks;

import heliograph.store.StoreException;
import heliograph.store.StoreException.Reason;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// Turns what RocksDB says into what a store says.
final class RocksFailure {
  private RocksFailure() {}

  static StoreException of(String what, RocksDBException e) {
    return new StoreException(reason(e), what + ": " + e.getMessage(), e);
  }

  private static Reason reason(RocksDBException e) {
    Status status = e.getStatus();
    return status != null && status.getCode() == Status.Code.Corruption
        ? Reason.DAMAGED
        : Reason.FAILED;
  }
}
