package heliograph.edge;

/// How much the open port takes from strangers and from those whom it knows.
///
/// @param rates whether limits of rate and number per network hold; everything else bounds memory and always holds
/// @param connections open at once
/// @param connectionsPerNetwork open at once from one network (/24, /64) without a known key
/// @param handshakesPerNetwork key exchanges a minute from one network; three TLS handshakes count as one
/// @param pagesPerNetwork pages and files of the web version handed out in a minute to one network
/// @param handshakesWaiting steps of key exchanges waiting for the processor, in total
/// @param firstPacketSeconds from the accepted connection to its first whole packet
/// @param strangerIdleSeconds of silence from a connection without a known key
/// @param idleSeconds of silence from a connection with a known key
/// @param outboundBytes that may wait for one slow reader
public record Limits(
    boolean rates,
    int connections,
    int connectionsPerNetwork,
    int handshakesPerNetwork,
    int pagesPerNetwork,
    int handshakesWaiting,
    int firstPacketSeconds,
    int strangerIdleSeconds,
    int idleSeconds,
    int outboundBytes) {

  /// So many connections without a known key may each begin with a packet of any size: who comes back may have a part of a file to
  /// send again.
  static final int STRANGERS_WITH_LARGE_PACKETS = 64;

  /// The largest packet of any further one, until it has shown a known key: a key exchange's are below 1 KiB.
  static final int STRANGER_PACKET_BYTES = 4 * 1024;

  /// The largest packet: a container of 1 MiB and its envelope.
  static final int PACKET_BYTES = (1 << 20) + 4096;

  /// The same limits with those of rate on or off.
  public Limits withRates(boolean on) {
    return new Limits(
        on,
        connections,
        connectionsPerNetwork,
        handshakesPerNetwork,
        pagesPerNetwork,
        handshakesWaiting,
        firstPacketSeconds,
        strangerIdleSeconds,
        idleSeconds,
        outboundBytes);
  }

  /// The same limits with another number of connections.
  public Limits withConnections(int most) {
    return new Limits(
        rates,
        most,
        connectionsPerNetwork,
        handshakesPerNetwork,
        pagesPerNetwork,
        handshakesWaiting,
        firstPacketSeconds,
        strangerIdleSeconds,
        idleSeconds,
        outboundBytes);
  }
}
