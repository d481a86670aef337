package heliograph.edge;

/// How long a connection of HTTP may stay: the time of a first packet for its first request; while an answer is on its way, as
/// long as somebody known may be silent, because lines are slow; between requests, as long as a stranger may be silent.
abstract class Patience extends Sweeper.Entry {
  private final Limits limits;
  private final Gate.Visit visit;
  private long sinceSeconds = Sweeper.nowSeconds();
  private boolean asked;
  private int underWay;

  Patience(Limits limits, Gate.Visit visit) {
    this.limits = limits;
    this.visit = visit;
  }

  /// A whole request has come.
  void asked() {
    asked = true;
    underWay++;
    sinceSeconds = Sweeper.nowSeconds();
  }

  /// The request has been answered, or nobody waits for that any more.
  void answered() {
    underWay--;
    sinceSeconds = Sweeper.nowSeconds();
  }

  /// How many requests have no whole answer yet.
  int underWay() {
    return underWay;
  }

  @Override
  long deadlineSeconds() {
    if (!asked) {
      return sinceSeconds + limits.firstPacketSeconds();
    }
    boolean patient = underWay > 0 || !visit.isStranger();
    return sinceSeconds + (patient ? limits.idleSeconds() : limits.strangerIdleSeconds());
  }
}
