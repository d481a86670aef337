package heliograph.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import heliograph.core.Refusal;
import heliograph.tl.NotInLayerException;
import heliograph.tl.TlException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class RpcErrorsTest {

  @Test
  void anUnknownFailureTellsNothingOfItself() {
    var error =
        RpcErrors.of(new IllegalStateException("secret path /data"), "messages.sendMessage");

    assertThat(error.code()).isEqualTo(500);
    assertThat(error.message()).matches("INTERNAL_[0-9a-f]{1,16}");
  }

  @Test
  void anUnknownFailureIsInTheLogUnderTheIdThatTheClientIsTold() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(RpcErrors.class);
    lines.start();
    log.addAppender(lines);
    var failure = new IllegalStateException("why");

    var error = RpcErrors.of(failure, "messages.sendMessage");

    log.detachAppender(lines);
    ILoggingEvent line = lines.list.getFirst();
    assertThat(line.getLevel()).isEqualTo(Level.ERROR);
    assertThat(line.getFormattedMessage())
        .contains("messages.sendMessage", error.message().substring("INTERNAL_".length()));
    assertThat(((ThrowableProxy) line.getThrowableProxy()).getThrowable()).isSameAs(failure);
  }

  @Test
  void refusalsKeepTheProtocolsNames() {
    assertThat(RpcErrors.of(Refusal.FLOOD_WAIT.exception(17), ""))
        .isEqualTo(new RpcErrors.RpcError(420, "FLOOD_WAIT_17"));
    assertThat(RpcErrors.of(Refusal.AUTH_KEY_UNREGISTERED.exception(), "").code()).isEqualTo(401);
    assertThat(RpcErrors.of(Refusal.METHOD_NOT_IMPLEMENTED.exception(), ""))
        .isEqualTo(new RpcErrors.RpcError(400, "METHOD_NOT_IMPLEMENTED"));
  }

  @Test
  void brokenBytesAreTheClientsFault() {
    assertThat(RpcErrors.of(new TlException("truncated"), ""))
        .isEqualTo(new RpcErrors.RpcError(400, "INPUT_REQUEST_INVALID"));
  }

  @Test
  void whatAnOldLayerCannotSayIsNoFailureOfTheServer() {
    assertThat(RpcErrors.of(new NotInLayerException("help.premiumPromo", 143), ""))
        .isEqualTo(new RpcErrors.RpcError(400, "INPUT_LAYER_INVALID"));
  }

  @Test
  void onlyAMissingLogInIsA401() {
    for (Refusal refusal : Refusal.values()) {
      boolean noLogIn =
          refusal == Refusal.AUTH_KEY_UNREGISTERED || refusal == Refusal.AUTH_KEY_PERM_EMPTY;
      assertThat(RpcErrors.of(refusal, 1).code() == 401).as(refusal.name()).isEqualTo(noLogIn);
    }
  }
}
