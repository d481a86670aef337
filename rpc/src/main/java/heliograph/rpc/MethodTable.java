package heliograph.rpc;

import heliograph.tl.TlMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Which handler answers which method, and on what terms.
public final class MethodTable {

  /// When a call may run: changes of one session run one after the other, reads at once.
  public enum Order {
    READ,
    CHANGE
  }

  /// What the answer is worth, for the coverage page.
  public enum Coverage {
    /// The method does what its documentation says.
    BUILT,
    /// What the method is about does not exist here, and the answer says so in its own form.
    EMPTY
  }

  /// One line of the table.
  ///
  /// @param cost what a call takes from the account's allowance
  /// @param worth how much of it
  /// @param open whether it is answered before log-in
  public record Entry<M extends TlMethod<R>, R>(
      Class<M> method,
      Handler<M, R> handler,
      Order order,
      Coverage coverage,
      Cost cost,
      ToIntFunction<M> worth,
      boolean open) {}

  private final Map<Class<?>, Entry<?, ?>> entries;

  private MethodTable(Map<Class<?>, Entry<?, ?>> entries) {
    this.entries = entries;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// The line for a method, or null if nobody answers it.
  @SuppressWarnings("unchecked") // the builder puts an entry under the class of its own method
  @Nullable <R> Entry<TlMethod<R>, R> find(TlMethod<R> method) {
    return (Entry<TlMethod<R>, R>) entries.get(method.getClass());
  }

  /// All lines.
  public Iterable<Entry<?, ?>> entries() {
    return entries.values();
  }

  /// Collects the lines. A method named twice is a bug.
  public static final class Builder {
    private final Map<Class<?>, Entry<?, ?>> entries = new HashMap<>();

    /// A method that changes nothing: runs at once, beside others.
    public <R, M extends TlMethod<R>> Builder read(Class<M> method, Handler<M, R> handler) {
      return add(
          new Entry<>(method, handler, Order.READ, Coverage.BUILT, Cost.READ, _ -> 1, false));
    }

    /// A method that changes something: runs after the session's earlier changes.
    public <R, M extends TlMethod<R>> Builder change(Class<M> method, Handler<M, R> handler) {
      return change(method, handler, Cost.CHANGE);
    }

    /// The same with an allowance of its own.
    public <R, M extends TlMethod<R>> Builder change(
        Class<M> method, Handler<M, R> handler, Cost cost) {
      return add(new Entry<>(method, handler, Order.CHANGE, Coverage.BUILT, cost, _ -> 1, false));
    }

    /// A method by which strangers could be listed: few calls, then FLOOD_WAIT.
    public <R, M extends TlMethod<R>> Builder lookup(Class<M> method, Handler<M, R> handler) {
      return add(
          new Entry<>(method, handler, Order.READ, Coverage.BUILT, Cost.LOOKUP, _ -> 1, false));
    }

    /// A method that looks strangers up, or is heard of by many, and keeps what it found.
    public <R, M extends TlMethod<R>> Builder lookupChange(Class<M> method, Handler<M, R> handler) {
      return lookupChange(method, handler, _ -> 1);
    }

    /// The same for one that may look up many at once.
    ///
    /// @param worth how many calls it is worth
    public <R, M extends TlMethod<R>> Builder lookupChange(
        Class<M> method, Handler<M, R> handler, ToIntFunction<M> worth) {
      return add(
          new Entry<>(method, handler, Order.CHANGE, Coverage.BUILT, Cost.LOOKUP, worth, false));
    }

    /// A method that searches the mailbox.
    public <R, M extends TlMethod<R>> Builder search(Class<M> method, Handler<M, R> handler) {
      return add(
          new Entry<>(method, handler, Order.READ, Coverage.BUILT, Cost.SEARCH, _ -> 1, false));
    }

    /// A method that changes nothing and is answered before log-in too.
    public <R, M extends TlMethod<R>> Builder openRead(Class<M> method, Handler<M, R> handler) {
      return add(new Entry<>(method, handler, Order.READ, Coverage.BUILT, Cost.READ, _ -> 1, true));
    }

    /// A method that changes something and is answered before log-in too.
    public <R, M extends TlMethod<R>> Builder openChange(Class<M> method, Handler<M, R> handler) {
      return add(
          new Entry<>(method, handler, Order.CHANGE, Coverage.BUILT, Cost.CHANGE, _ -> 1, true));
    }

    /// A method about something that does not exist here; the answer is its truthful "none".
    public <R, M extends TlMethod<R>> Builder empty(Class<M> method, Function<M, R> none) {
      return empty(method, none, false);
    }

    /// The same for one that is answered before log-in too.
    public <R, M extends TlMethod<R>> Builder openEmpty(Class<M> method, Function<M, R> none) {
      return empty(method, none, true);
    }

    private <R, M extends TlMethod<R>> Builder empty(
        Class<M> method, Function<M, R> none, boolean open) {
      Handler<M, R> handler = (m, _) -> none.apply(m);
      return add(new Entry<>(method, handler, Order.READ, Coverage.EMPTY, Cost.READ, _ -> 1, open));
    }

    public MethodTable build() {
      return new MethodTable(new HashMap<>(entries));
    }

    private <R, M extends TlMethod<R>> Builder add(Entry<M, R> entry) {
      if (entries.put(entry.method(), entry) != null) {
        throw new IllegalStateException("two handlers for " + entry.method().getSimpleName());
      }
      return this;
    }
  }
}
