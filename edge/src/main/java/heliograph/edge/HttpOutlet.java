package heliograph.edge;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;

/// MTProto over HTTP: each request carries one packet and is answered with one. While a request waits for its answer, no other is read.
final class HttpOutlet implements Outlet {
  private static final byte[] NOTHING = {};

  private final Carrier carrier;
  private final Conversation conversation;
  private boolean waiting;

  /// What brings answers to the client: a connection, which can be asked again, or a stream of one.
  interface Carrier {
    void reply(Reply reply);

    void flush();

    boolean congested();

    void reading(boolean on);

    /// Closes after what was written.
    void end();

    void abort();
  }

  HttpOutlet(
      Carrier carrier, EventLoop loop, Services services, EventLoopShare share, Gate.Visit visit) {
    this.carrier = carrier;
    this.conversation = new Conversation(services, visit, this, loop, share, true);
  }

  Conversation conversation() {
    return conversation;
  }

  /// Whether a request has not been answered yet.
  boolean waits() {
    return waiting;
  }

  /// Takes a request's packet.
  void request(byte[] packet) {
    waiting = true;
    conversation.received(packet, 0, packet.length, false);
  }

  @Override
  public void packet(byte[] packet) {
    respond(HttpResponseStatus.OK, packet);
  }

  @Override
  public void quickAck(int token) {
    throw new IllegalStateException("HTTP has no quick acknowledgements");
  }

  @Override
  public void error(int code) {
    respond(HttpResponseStatus.valueOf(-code), NOTHING);
  }

  @Override
  public void flush() {
    carrier.flush();
  }

  @Override
  public void known() {
    // A request's length is bounded before it gets here.
  }

  @Override
  public boolean congested() {
    return carrier.congested();
  }

  @Override
  public void reading(boolean on) {
    carrier.reading(on);
  }

  @Override
  public void close() {
    carrier.end();
  }

  @Override
  public void abort() {
    carrier.abort();
  }

  private void respond(HttpResponseStatus status, byte[] body) {
    if (!waiting) {
      throw new IllegalStateException("no request waits for an answer");
    }
    waiting = false;
    carrier.reply(Pages.packet(status, body));
  }
}
