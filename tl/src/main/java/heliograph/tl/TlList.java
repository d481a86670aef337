package heliograph.tl;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// The immutable list that a vector is read into: the elements and nothing else, without a copy at the end.
public final class TlList<E> extends AbstractList<E> implements RandomAccess {
  private final Object[] elements;

  private TlList(Object[] elements) {
    this.elements = elements;
  }

  @Override
  @SuppressWarnings("unchecked")
  public E get(int index) {
    return (E) elements[index];
  }

  @Override
  public int size() {
    return elements.length;
  }

  /// Grows with the elements that were really read, so that a count which promises more than it keeps costs nothing.
  public static final class Builder<E> {
    private static final int FIRST_CAPACITY = 64;

    private Object[] elements;
    private int size;

    public Builder(int expected) {
      elements = new Object[Math.min(expected, FIRST_CAPACITY)];
    }

    public void add(E element) {
      if (size == elements.length) {
        elements = Arrays.copyOf(elements, Math.max(FIRST_CAPACITY, size * 2));
      }
      elements[size++] = element;
    }

    public List<E> build() {
      if (size == 0) {
        return List.of();
      }
      return new TlList<>(size == elements.length ? elements : Arrays.copyOf(elements, size));
    }
  }
}
