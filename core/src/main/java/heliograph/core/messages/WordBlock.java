package heliograph.core.messages;

/// The blocks of neighbouring messages that share one row of words.
final class WordBlock {
  static final int BITS = 8;
  static final int SIZE = 1 << BITS;

  private WordBlock() {}
}
