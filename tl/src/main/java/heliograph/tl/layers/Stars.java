package heliograph.tl.layers;

import heliograph.tl.api.StarsAmount;
import heliograph.tl.api.TypeStarsAmount;

/// Amounts of stars: whole numbers up to layer 189.
public final class Stars {
  private Stars() {}

  public static long whole(TypeStarsAmount amount) {
    return amount instanceof StarsAmount stars ? stars.amount() : 0;
  }
}
