package heliograph.mtproto.message;

import heliograph.tl.ProtocolException;

/// A container that breaks the rules for containers, while the packet around it is sound: code 64 for whoever sent it.
public final class InvalidContainerException extends ProtocolException {
  private static final long serialVersionUID = 1;

  InvalidContainerException(String message) {
    super(message);
  }
}
