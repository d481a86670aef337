package heliograph.rpc.push;

import heliograph.rpc.view.Rendering;
import heliograph.tl.Layer;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import heliograph.tl.api.TypeSendMessageAction;
import heliograph.tl.api.UpdateUserTyping;
import heliograph.tl.storage.TypingSignal;

/// Shows that somebody is typing.
public final class TypingView implements SignalView {
  @Override
  public boolean show(TlObject signal, Rendering into) {
    if (!(signal instanceof TypingSignal typing)) {
      return false;
    }
    into.named().add(typing.from());
    into.add(
        new UpdateUserTyping(
            typing.from(),
            null,
            TypeSendMessageAction.read(new TlReader(typing.action(), Layer.NEWEST))));
    return true;
  }
}
