package heliograph.store;

/// The order in which a scan meets the rows.
public enum Direction {
  FORWARD,
  BACKWARD
}
