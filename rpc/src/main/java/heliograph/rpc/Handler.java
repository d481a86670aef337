package heliograph.rpc;

import heliograph.tl.TlMethod;

/// Answers one API method. Runs on a virtual thread and may block; refuses by throwing
/// [heliograph.core.RefusedException].
@FunctionalInterface
public interface Handler<M extends TlMethod<R>, R> {
  R answer(M method, Call call);
}
