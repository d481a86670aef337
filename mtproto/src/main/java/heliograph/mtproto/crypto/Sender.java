package heliograph.mtproto.crypto;

/// Who sealed a message: each direction derives its keys from its own part of the authorization key.
public enum Sender {
  CLIENT(0),
  SERVER(8);

  /// The `x` of the key derivation.
  final int x;

  Sender(int x) {
    this.x = x;
  }
}
