package heliograph.rpc;

/// What kind of allowance a call is taken from: an account may make `burst` calls of a kind at
/// once, and `perSecond` after that. Clients catch up in bursts at log-in, people do not write so.
public enum Cost {
  READ(0, 400, 40),
  CHANGE(1, 120, 20),
  /// Looking up strangers by name or number, or learning whether a guess at a number is right.
  LOOKUP(2, 40, 0.2),
  /// Searching the mailbox, which may look at many messages.
  SEARCH(3, 60, 3),
  /// Coming and going, which all hear of who have the account in their address book.
  PRESENCE(4, 60, 0.5);

  /// Where the calls of this kind are counted.
  final int slot;

  final double burst;
  final double perSecond;

  Cost(int slot, double burst, double perSecond) {
    this.slot = slot;
    this.burst = burst;
    this.perSecond = perSecond;
  }
}
