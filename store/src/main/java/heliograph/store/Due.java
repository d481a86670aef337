package heliograph.store;

/// A partition with open work and the time from which it wants to be done.
public record Due(Partition partition, long dueMillis) {}
