package heliograph.rpc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.TlWriter;
import heliograph.tl.api.help.GetConfig;
import heliograph.tl.api.help.GetNearestDc;
import heliograph.tl.api.users.GetUsers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WrappersTest {
  private static final int LAYER = 204;

  @TempDir private Path folder;
  private TestServer server;
  private TestSession session;

  @BeforeEach
  void start() {
    server = new TestServer(folder, false);
    session = new TestSession(server, 1, LAYER);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void wrappersComeInEveryOrder() {
    session.answerTo(100, layered(new GetNearestDc())).join();
    long[] before = {100};
    List<UnaryOperator<byte[]>> wrappers =
        List.of(
            body -> head(out -> Wrapped.layer(out, LAYER), body),
            body -> head(Wrapped::connection, body),
            body -> head(out -> Wrapped.after(out, before[0]), body),
            body -> head(Wrapped::withoutUpdates, body),
            Wrapped::gzip,
            Wrapped::zlib);
    int asked = 0;
    for (List<UnaryOperator<byte[]>> order : permutations(wrappers)) {
      byte[] body = new GetNearestDc().toBytes(LAYER);
      for (UnaryOperator<byte[]> wrapper : order) {
        body = wrapper.apply(body);
      }
      long msgId = before[0] + 4;
      byte[] answer = session.answerTo(msgId, body).join();
      before[0] = msgId;
      assertThat(new GetNearestDc().readResult(new TlReader(answer, LAYER)).thisDc()).isEqualTo(2);
      asked++;
    }
    assertThat(asked).isEqualTo(720);
  }

  @Test
  void aCallAfterAnUnknownOrFailedOneIsRefusedAndNeverHangs() {
    session.ask(new GetConfig());
    var failing = session.answerTo(400, new GetUsers(List.of()).toBytes(LAYER));
    failed("400 MSG_WAIT_FAILED", () -> session.answerTo(after(400)).join());
    failed("401 AUTH_KEY_UNREGISTERED", failing::join);
    failed("400 MSG_WAIT_FAILED", () -> session.answerTo(after(12345)).join());
  }

  @Test
  void aCallWaitsForABoundedNumberOfOthers() {
    session.answerTo(400, layered(new GetConfig())).join();
    int most = 64;

    assertThat(session.answerTo(afterAll(Collections.nCopies(most, 400L))).join()).isNotEmpty();
    byte[] onTop = head(out -> Wrapped.after(out, 400), afterAll(Collections.nCopies(most, 400L)));
    failed("400 MSG_WAIT_FAILED", () -> session.answerTo(onTop).join());
    byte[] more = afterAll(Collections.nCopies(most + 1, 400L));
    failed("400 MSG_WAIT_FAILED", () -> session.answerTo(more).join());
    failed("400 MSG_WAIT_FAILED", () -> session.answerTo(Wrapped.gzip(more)).join());
    byte[] endless = afterAll(Collections.nCopies(1_000_000, 400L));
    failed("400 MSG_WAIT_FAILED", () -> session.answerTo(endless).join());
  }

  @Test
  void aCallThatNamesALaterOneInsideCompressedDataDoesNotWaitForIt() {
    session.ask(new GetConfig());
    var first = session.answerTo(1000, Wrapped.gzip(after(1004)));
    session.answerTo(1004, Wrapped.gzip(new GetConfig().toBytes(LAYER))).join();
    try {
      assertThat(first.join()).isNotEmpty();
    } catch (CompletionException refused) {
      assertThat(refused).hasMessageContaining("400 MSG_WAIT_FAILED");
    }
  }

  @Test
  void aBombIsRefused() {
    byte[] bomb = Wrapped.gzip(new byte[2 << 20]);
    failed("400 INPUT_REQUEST_INVALID", () -> session.answerTo(bomb).join());
    byte[] deep = new GetConfig().toBytes(LAYER);
    for (int i = 0; i < 20; i++) {
      deep = Wrapped.gzip(deep);
    }
    byte[] nested = deep;
    failed("400 INPUT_REQUEST_INVALID", () -> session.answerTo(nested).join());
    byte[] many = new GetConfig().toBytes(LAYER);
    for (int i = 0; i < 20; i++) {
      many = head(Wrapped::withoutUpdates, many);
    }
    byte[] wrapped = many;
    failed("400 INPUT_REQUEST_INVALID", () -> session.answerTo(wrapped).join());
  }

  @Test
  void garbageIsRefused() {
    failed("400 INPUT_REQUEST_INVALID", () -> session.answerTo(new byte[] {1, 2, 3, 4}).join());
    failed("400 INPUT_REQUEST_INVALID", () -> session.answerTo(new byte[0]).join());
  }

  @Test
  void aClientThatNeverIntroducedItselfIsToldSo() {
    failed(
        "400 CONNECTION_NOT_INITED", () -> session.answerTo(new GetConfig().toBytes(LAYER)).join());
    session.answerTo(layered(new GetConfig())).join();
    TestSession next = new TestSession(server, 1, LAYER);
    assertThat(next.answerTo(new GetConfig().toBytes(LAYER)).join()).isNotEmpty();
  }

  @Test
  void whatIsNotBuiltSaysSo() {
    session.ask(new GetConfig());
    failed(
        "400 METHOD_NOT_IMPLEMENTED",
        () -> session.ask(new heliograph.tl.api.help.SetBotUpdatesStatus(1, "")));
  }

  private static byte[] after(long msgId) {
    return head(out -> Wrapped.after(out, msgId), new GetConfig().toBytes(LAYER));
  }

  private static byte[] afterAll(List<Long> msgIds) {
    return head(out -> Wrapped.afterAll(out, msgIds), new GetConfig().toBytes(LAYER));
  }

  private static byte[] layered(TlObject method) {
    return head(out -> Wrapped.layer(out, LAYER), method.toBytes(LAYER));
  }

  private static byte[] head(java.util.function.Consumer<TlWriter> head, byte[] body) {
    TlWriter out = new TlWriter(LAYER);
    head.accept(out);
    out.writeRaw(body);
    return out.toByteArray();
  }

  private static void failed(String error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfAny(TestSession.ErrorAnswer.class, CompletionException.class)
        .hasMessageContaining(error);
  }

  private static <T> List<List<T>> permutations(List<T> all) {
    if (all.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      List<T> rest = new ArrayList<>(all);
      T first = rest.remove(i);
      for (List<T> tail : permutations(rest)) {
        List<T> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        found.add(order);
      }
    }
    return found;
  }
}
