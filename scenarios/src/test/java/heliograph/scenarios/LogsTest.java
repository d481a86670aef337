package heliograph.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import heliograph.client.Client;
import heliograph.client.LoginFlow;
import heliograph.testkit.Device;
import heliograph.testkit.Watcher;
import heliograph.tl.api.account.UpdateUsername;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// What can be read in the log of a server whose owner wants to know everything.
@ExtendWith(Watcher.class)
@Timeout(120)
class LogsTest {
  private static final String ELSEWHERE = "127.0.0.77";

  @TempDir private Path folder;
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    program().setLevel(Level.TRACE);
    lines.start();
    program().addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    program().detachAppender(lines);
    program().setLevel(null);
  }

  @Test
  void noLevelTellsOfPeopleAndWhatTheyWrite() throws IOException {
    try (Town town = new Town(TestServer.start(folder.resolve("data")))) {
      program().info("the test begins");
      Device ann = town.signUp("Annabelle");
      Device bob = town.signUp("Bartholomew");
      ann.call(new UpdateUsername("annabelle_there"));
      ann.meet(bob);
      ann.send(bob, "a secret of two");
      bob.seen().awaitText("a secret of two");
      Device second = town.logInElsewhere(bob);
      typesAWrongCode(town, ann);
      garbageFromElsewhere(town);
      town.server().restart();
      ann.send(bob, "another secret");
      second.seen().awaitText("another secret");

      assertThat(lines.all).anyMatch(it -> it.contains("the test begins"));
      for (String told :
          List.of(ELSEWHERE, digits(ann), digits(bob), "nnabelle", "artholomew", "secret of two")) {
        assertThat(lines.all).noneMatch(it -> it.contains(told));
      }
    }
  }

  private static void typesAWrongCode(Town town, Device whose) {
    try (Client stranger = Client.connect(town.fresh(), town.loops())) {
      LoginFlow flow = stranger.logIn(whose.number());
      assertThat(flow.code("wrong")).isInstanceOf(LoginFlow.Outcome.WrongCode.class);
    }
  }

  private static void garbageFromElsewhere(Town town) throws IOException {
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    try (Socket socket =
        new Socket(here, town.server().port(), InetAddress.ofLiteral(ELSEWHERE), 0)) {
      socket.getOutputStream().write(new byte[80]);
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }

  private static String digits(Device device) {
    return device.number().replaceAll("\\D", "");
  }

  private static Logger program() {
    return (Logger) LoggerFactory.getLogger("heliograph");
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      var cause = event.getThrowableProxy();
      all.add(
          event.getFormattedMessage() + (cause == null ? "" : ThrowableProxyUtil.asString(cause)));
    }
  }
}
