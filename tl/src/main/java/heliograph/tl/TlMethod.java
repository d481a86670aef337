package heliograph.tl;

/// A call of a TL method whose answer is an `R`.
public interface TlMethod<R> extends TlObject {
  R readResult(TlReader reader);

  void writeResult(R result, TlWriter writer);

  /// Writes a result of a call whose answer type is known only at run time (the query inside `invokeWithLayer`).
  @SuppressWarnings("unchecked")
  static <R> void writeResultOf(TlMethod<R> method, Object result, TlWriter writer) {
    method.writeResult((R) result, writer);
  }
}
