package heliograph.rpc;

/// What kind of allowance a call is taken from: an account may make `burst` calls of a kind at
/// once, and `perSecond` after that. Clients catch up in bursts at log-in, people do not write so.
public enum Cost {
  READ(400, 40),
  CHANGE(120, 20),
  /// Looking up strangers by name or number.
  LOOKUP(40, 0.2);

  final double burst;
  final double perSecond;

  Cost(double burst, double perSecond) {
    this.burst = burst;
    this.perSecond = perSecond;
  }
}
