package heliograph.client;

import heliograph.tl.api.TypeEncryptedMessage;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.UpdateNewEncryptedMessage;
import heliograph.tl.api.UpdateNewMessage;
import heliograph.tl.api.UpdateShort;
import heliograph.tl.api.UpdateShortChatMessage;
import heliograph.tl.api.UpdateShortMessage;
import heliograph.tl.api.UpdateShortSentMessage;
import heliograph.tl.api.Updates;
import heliograph.tl.api.UpdatesCombined;
import heliograph.tl.api.UpdatesTooLong;
import heliograph.tl.api.updates.Difference;
import heliograph.tl.api.updates.DifferenceEmpty;
import heliograph.tl.api.updates.DifferenceSlice;
import heliograph.tl.api.updates.DifferenceTooLong;
import heliograph.tl.api.updates.GetDifference;
import heliograph.tl.api.updates.State;
import heliograph.tl.api.updates.TypeDifference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts what the server pushes, answers and lists into the account's one order.
///
/// Every change to a mailbox has a place: its `pts` is the number of changes so far, itself included, and `pts_count`
/// says how many of them it is. A change whose `pts - pts_count` is what we have is the next one. One that lies behind
/// us is known already, whether it came as a push, as the answer to our own call or in a difference. One that lies
/// ahead leaves a gap: it is held for a moment, because pushes and answers may overtake each other, and if the gap
/// does not close the difference is asked for. Secret messages have an order of their own, `qts`, that works alike;
/// changes without a place (typing, somebody online) are handed over as they come.
///
/// Short forms of messages do not say who the people are, so they count as a gap at once.
///
/// Pure: takes the time as an argument and hands changes to the listener; it never asks the server itself.
///
/// See core.telegram.org/api/updates.
final class UpdateOrder {
  /// How long a gap may stay open before the difference is asked for.
  static final long PATIENCE_MILLIS = 500;

  /// With more than this many early changes in hand the difference is asked for at once.
  static final int MAX_HELD = 1_000;

  private final List<Held> held = new ArrayList<>();
  private int pts;
  private int qts;
  private int date;
  private int seq;
  private long heldSince;
  private boolean lost;

  /// A change that came early; its update is null where only the place is known (the answer of a call that changes
  /// without telling what).
  private record Held(Place place, @Nullable TypeUpdate update) {}

  UpdateOrder(State state) {
    take(state);
  }

  /// Where we are; the count of unread messages is not kept.
  State state() {
    return new State(pts, qts, date, seq, 0);
  }

  /// Takes what the server pushed or answered.
  void offer(TypeUpdates pushed, long now, UpdateListener out) {
    switch (pushed) {
      case UpdatesTooLong _ -> lost = true;
      case UpdateShort s -> {
        offer(s.update(), now, out);
        date = Math.max(date, s.date());
      }
      case Updates u -> container(u.seq(), u.seq(), u.date(), u.updates(), now, out);
      case UpdatesCombined u -> container(u.seqStart(), u.seq(), u.date(), u.updates(), now, out);
      case UpdateShortMessage m -> shortForm(m.pts());
      case UpdateShortChatMessage m -> shortForm(m.pts());
      case UpdateShortSentMessage m -> shortForm(m.pts());
    }
  }

  /// Takes the place of a change that our own call made (`messages.affectedMessages`).
  void advance(int newPts, int count, long now, UpdateListener out) {
    place(new Place.InMailbox(newPts, count), null, now, out);
  }

  /// Changes may have been missed: the next thing to do is to ask for the difference.
  void lost() {
    lost = true;
  }

  /// Whether the difference must be asked for now.
  boolean behind(long now) {
    return lost
        || held.size() > MAX_HELD
        || (!held.isEmpty() && now - heldSince >= PATIENCE_MILLIS);
  }

  /// How long nothing needs to be done if nothing comes.
  long patienceMillis(long now) {
    return held.isEmpty() ? Long.MAX_VALUE : Math.max(0, heldSince + PATIENCE_MILLIS - now);
  }

  /// The question to ask when we are behind.
  GetDifference question() {
    return GetDifference.builder().pts(pts).date(date).qts(qts).build();
  }

  /// Takes the answer to the question; true if another one must follow.
  boolean offer(TypeDifference difference, long now, UpdateListener out) {
    return switch (difference) {
      case DifferenceEmpty d -> {
        date = Math.max(date, d.date());
        seq = d.seq();
        caughtUp(now, out);
        yield false;
      }
      case Difference d -> {
        hand(d.newMessages(), d.newEncryptedMessages(), d.otherUpdates(), d.state(), out);
        caughtUp(now, out);
        yield false;
      }
      case DifferenceSlice d -> {
        State state = d.intermediateState();
        hand(d.newMessages(), d.newEncryptedMessages(), d.otherUpdates(), state, out);
        yield true;
      }
      case DifferenceTooLong d -> {
        pts = d.pts();
        out.reset();
        yield true;
      }
    };
  }

  private void container(
      int firstSeq, int lastSeq, int when, List<TypeUpdate> updates, long now, UpdateListener out) {
    if (firstSeq != 0) {
      if (firstSeq <= seq) {
        return;
      }
      if (firstSeq > seq + 1) {
        // What has a place in the mailbox finds it by itself; the rest comes back by date.
        lost = true;
        updates = updates.stream().filter(u -> !(Place.of(u) instanceof Place.Nowhere)).toList();
      } else {
        seq = lastSeq;
      }
    }
    for (TypeUpdate update : updates) {
      offer(update, now, out);
    }
    if (!lost) {
      date = Math.max(date, when);
    }
  }

  private void shortForm(int itsPts) {
    if (itsPts > pts) {
      lost = true;
    }
  }

  private void offer(TypeUpdate update, long now, UpdateListener out) {
    place(Place.of(update), update, now, out);
  }

  private void place(Place place, @Nullable TypeUpdate update, long now, UpdateListener out) {
    int ahead = place.start() - have(place);
    if (place instanceof Place.Nowhere || ahead == 0) {
      accept(place, update, out);
      acceptHeld(out);
    } else if (ahead > 0) {
      if (held.isEmpty()) {
        heldSince = now;
      }
      held.add(new Held(place, update));
    } else if (place.end() > have(place)) {
      lost = true; // part of it is known and part of it is not
    }
  }

  private void accept(Place place, @Nullable TypeUpdate update, UpdateListener out) {
    switch (place) {
      case Place.InMailbox p -> pts = p.end();
      case Place.InSecrets p -> qts = p.end();
      case Place.Nowhere _ -> {}
    }
    if (update != null) {
      out.update(update);
    }
  }

  /// Hands over what was held and has become the next, drops what has become known.
  private void acceptHeld(UpdateListener out) {
    if (held.isEmpty()) {
      return;
    }
    held.sort(Comparator.comparingInt(h -> h.place().end()));
    for (Iterator<Held> i = held.iterator(); i.hasNext(); ) {
      Held next = i.next();
      int ahead = next.place().start() - have(next.place());
      if (ahead > 0) {
        continue;
      }
      i.remove();
      if (ahead == 0) {
        accept(next.place(), next.update(), out);
      } else if (next.place().end() > have(next.place())) {
        lost = true;
      }
    }
  }

  private void caughtUp(long now, UpdateListener out) {
    lost = false;
    acceptHeld(out);
    heldSince = now;
  }

  private void hand(
      List<TypeMessage> messages,
      List<TypeEncryptedMessage> secrets,
      List<TypeUpdate> others,
      State state,
      UpdateListener out) {
    // Where each one had its place is not said: all of them lie before `state`.
    take(state);
    messages.forEach(message -> out.update(new UpdateNewMessage(message, pts, 0)));
    secrets.forEach(secret -> out.update(new UpdateNewEncryptedMessage(secret, qts)));
    others.forEach(out::update);
  }

  private void take(State state) {
    pts = state.pts();
    qts = state.qts();
    date = Math.max(date, state.date());
    seq = state.seq();
  }

  private int have(Place place) {
    return place instanceof Place.InSecrets ? qts : pts;
  }
}
