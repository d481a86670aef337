package heliograph.rpc;

/// Where the outcome of one call goes: the protocol's `rpc_result`. Called once, from any thread.
public interface Answer {

  /// The boxed result, written in the session's layer.
  void result(byte[] boxedResult);

  /// The protocol's `rpc_error`.
  void error(int code, String message);
}
