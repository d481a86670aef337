package heliograph.rpc.push;

import heliograph.rpc.view.Rendering;
import heliograph.tl.TlObject;

/// Shows one kind of passing signals, such as presence, to a person.
@FunctionalInterface
public interface SignalView {
  /// Adds the updates that a signal is. Returns false if the signal is none of this view's.
  boolean show(TlObject signal, Rendering into);
}
