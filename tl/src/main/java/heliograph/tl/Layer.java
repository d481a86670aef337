package heliograph.tl;

import heliograph.tl.api.ApiLayers;

/// The layers of the Telegram API that this server speaks.
public final class Layer {
  public static final int NEWEST = ApiLayers.NEWEST;
  public static final int OLDEST = ApiLayers.OLDEST;

  private Layer() {}

  /// The newest supported layer that is not newer than the one asked for; the oldest for what is older still.
  public static int nearest(int asked) {
    return ApiLayers.nearest(asked);
  }
}
