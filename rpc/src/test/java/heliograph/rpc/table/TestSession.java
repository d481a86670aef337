package heliograph.rpc.table;

import heliograph.rpc.Answer;
import heliograph.rpc.ClientSession;
import heliograph.tl.TlMethod;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.TlWriter;
import heliograph.tl.api.TypeUpdates;
import java.net.InetAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One session of a client that speaks some layer: asks, and keeps what is pushed.
final class TestSession implements ClientSession {
  private static final int PATIENCE_SECONDS = 60;
  private static final AtomicLong NEXT = new AtomicLong(4);

  private final TestServer server;
  private final long authKeyId;
  private final long sessionId = NEXT.addAndGet(4);
  private final int layer;

  /// Whether the server was told which client this is.
  boolean introduced;

  final BlockingQueue<byte[]> pushes = new LinkedBlockingQueue<>();

  /// An answer that is an error.
  static final class ErrorAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    ErrorAnswer(int code, String text) {
      super(code + " " + text);
    }
  }

  TestSession(TestServer server, long authKeyId, int layer) {
    this.server = server;
    this.authKeyId = authKeyId;
    this.layer = layer;
    server.api.server().sessionOpened(this);
  }

  <R> R ask(TlMethod<R> method) {
    TlWriter body = new TlWriter(layer);
    if (!introduced) {
      Wrapped.layer(body, layer);
      Wrapped.connection(body);
      introduced = true;
    }
    method.write(body);
    byte[] result = answerTo(body.toByteArray()).join();
    TlReader reader = new TlReader(result, layer);
    R value = method.readResult(reader);
    reader.expectEnd();
    return value;
  }

  CompletableFuture<byte[]> answerTo(byte[] body) {
    return answerTo(NEXT.addAndGet(4), body);
  }

  CompletableFuture<byte[]> answerTo(long msgId, byte[] body) {
    var future = new CompletableFuture<byte[]>();
    server
        .api
        .server()
        .request(
            this,
            msgId,
            body,
            new Answer() {
              @Override
              public void result(byte[] boxedResult) {
                future.complete(boxedResult);
              }

              @Override
              public void error(int code, String message) {
                future.completeExceptionally(new ErrorAnswer(code, message));
              }
            });
    return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /// The next thing pushed.
  TlObject pushed() throws InterruptedException {
    byte[] bytes = pushes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (bytes == null) {
      throw new AssertionError("nothing was pushed");
    }
    return TypeUpdates.read(new TlReader(bytes, layer));
  }

  @Override
  public long authKeyId() {
    return authKeyId;
  }

  @Override
  public long sessionId() {
    return sessionId;
  }

  @Override
  public @Nullable InetAddress address() {
    return null;
  }

  @Override
  public void push(byte[] updates) {
    pushes.add(updates);
  }

  @Override
  public void close() {
    // It has no connections, and outlives them.
  }
}
