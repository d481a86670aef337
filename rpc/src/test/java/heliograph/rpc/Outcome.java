package heliograph.rpc;

import java.util.concurrent.CompletableFuture;

/// What became of a call: "answered", or its error.
final class Outcome extends CompletableFuture<String> implements Answer {
  @Override
  public void result(byte[] boxedResult) {
    complete("answered");
  }

  @Override
  public void error(int code, String message) {
    complete(code + " " + message);
  }
}
