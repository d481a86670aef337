package heliograph.edge;

import heliograph.edge.Exits.Reason;
import heliograph.mtproto.crypto.KeystreamRandom;
import heliograph.tl.ProtocolException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the connections of one event loop share because only one of them is at work at a time. Used on that event loop only.
final class EventLoopShare {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoopShare.class);
  private static final int SCRATCH_BYTES = 64 * 1024;

  /// What packets that have begun and not ended may hold together.
  static final int MAX_UNFINISHED_BYTES = 32 << 20;

  /// The same for strangers.
  static final int MAX_STRANGERS_UNFINISHED_BYTES = 8 << 20;

  private final Sweeper sweeper = new Sweeper();
  private final RandomGenerator padding = new KeystreamRandom(new SecureRandom());
  private final byte[] scratch = new byte[SCRATCH_BYTES];
  private final Exits exits;
  private final InstantSource clock;
  private String date = "";
  private byte[] dateField = {};
  private long dateSeconds = Long.MIN_VALUE;
  private long unfinishedBytes;
  private long strangersUnfinishedBytes;

  EventLoopShare(Exits exits, InstantSource clock) {
    this.exits = exits;
    this.clock = clock;
  }

  Sweeper sweeper() {
    return sweeper;
  }

  RandomGenerator padding() {
    return padding;
  }

  /// Where bytes are decrypted and taken apart.
  byte[] scratch() {
    return scratch;
  }

  /// Counts bytes of packets that have begun and not ended.
  void addUnfinished(int bytes, boolean stranger) {
    if (stranger) {
      strangersUnfinishedBytes += bytes;
    } else {
      unfinishedBytes += bytes;
    }
  }

  /// Whether those bytes are no more than there may be.
  boolean hasRoom(boolean stranger) {
    return stranger
        ? strangersUnfinishedBytes <= MAX_STRANGERS_UNFINISHED_BYTES
        : unfinishedBytes <= MAX_UNFINISHED_BYTES;
  }

  Exits exits() {
    return exits;
  }

  /// Now, as HTTP writes it.
  String date() {
    long now = clock.millis() / 1000;
    if (now != dateSeconds) {
      dateSeconds = now;
      date = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
      dateField = ("date: " + date + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
    return date;
  }

  /// Now, as a field of HTTP/1.1.
  byte[] dateField() {
    date();
    return dateField;
  }

  /// What went wrong in a pipeline: peers that go away and bytes that make no sense are ordinary, anything else is a mistake
  /// of ours.
  void failed(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof DecoderException
        || cause instanceof ProtocolException
        || cause instanceof Http2Exception
        || cause instanceof Http2FrameStreamException
        || cause instanceof WebSocketHandshakeException) {
      exits.count(Reason.GARBAGE);
    } else if (!(cause instanceof IOException
        || cause instanceof PrematureChannelClosureException)) {
      LOG.error("a connection failed", cause);
    }
    var _ = ctx.close();
  }
}
