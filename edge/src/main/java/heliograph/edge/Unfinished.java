package heliograph.edge;

/// The bytes that a connection has sent of a packet that has not ended yet. All of them together are bounded on each event
/// loop, strangers apart from those who are known, so that strangers take no room from anybody else.
///
/// When there is too much, those go that add to it and have more than a stranger's packet. Used on the connection's event loop
/// only.
final class Unfinished {
  private final EventLoopShare share;
  private final Gate.Visit visit;
  private boolean stranger;
  private int bytes;

  Unfinished(EventLoopShare share, Gate.Visit visit) {
    this.share = share;
    this.visit = visit;
    this.stranger = visit.isStranger();
  }

  /// So many bytes are held now.
  void hold(int held) {
    share.addUnfinished(-bytes, stranger);
    bytes = held;
    stranger = visit.isStranger();
    share.addUnfinished(bytes, stranger);
  }

  /// So many more are held.
  void add(int more) {
    hold(bytes + more);
  }

  /// So many of them were passed on.
  void release(int passedOn) {
    hold(Math.max(0, bytes - passedOn));
  }

  /// Whether the connection has to go. What it holds counts no more then: closing it takes a while, and nobody else is to go for it.
  boolean overflows() {
    if (bytes <= Limits.STRANGER_PACKET_BYTES || share.hasRoom(stranger)) {
      return false;
    }
    hold(0);
    return true;
  }
}
