package heliograph.mtproto.server;

/// A link that nobody listens to.
final class QuietLink implements Link {
  @Override
  public void wake() {}

  @Override
  public void close() {}
}
