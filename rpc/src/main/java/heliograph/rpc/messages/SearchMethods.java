package heliograph.rpc.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Copies;
import heliograph.core.messages.History;
import heliograph.core.messages.PageReader;
import heliograph.core.messages.Search;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.MessageView;
import heliograph.rpc.view.Named;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.tl.api.InputMessagesFilterEmpty;
import heliograph.tl.api.InputMessagesFilterPinned;
import heliograph.tl.api.InputMessagesFilterUrl;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.SearchResultPosition;
import heliograph.tl.api.SearchResultsCalendarPeriod;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeMessagesFilter;
import heliograph.tl.api.messages.GetSearchCounters;
import heliograph.tl.api.messages.GetSearchResultsCalendar;
import heliograph.tl.api.messages.GetSearchResultsPositions;
import heliograph.tl.api.messages.MessagesSlice;
import heliograph.tl.api.messages.SearchCounter;
import heliograph.tl.api.messages.SearchGlobal;
import heliograph.tl.api.messages.SearchResultsCalendar;
import heliograph.tl.api.messages.SearchResultsPositions;
import heliograph.tl.api.messages.TypeMessages;
import heliograph.tl.storage.StoredMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Search in a chat and in all (https://core.telegram.org/api/search).
final class SearchMethods {
  /// How many filters one call counts for: more than there are.
  private static final int MAX_FILTERS = 32;

  /// How many days of a calendar are told at once.
  private static final int MAX_DAYS = 100;

  /// How far a client may jump by counting.
  private static final int MAX_SKIPPED = 10_000;

  private static final int SECONDS_PER_DAY = 86_400;

  /// A message that was found, and when it was written.
  private record Dated(int id, int date) {}

  private final Mailboxes mailboxes;
  private final Search search;
  private final PeerInputs peers;
  private final People people;
  private final MessageLists lists;

  SearchMethods(Mailboxes mailboxes, PeerInputs peers, People people) {
    this.mailboxes = mailboxes;
    this.search = new Search(mailboxes);
    this.peers = peers;
    this.people = people;
    this.lists = new MessageLists(people);
  }

  void register(MethodTable.Builder table) {
    table
        .search(heliograph.tl.api.messages.Search.class, this::inChat)
        .search(SearchGlobal.class, this::everywhere)
        .search(GetSearchCounters.class, this::counters)
        .search(GetSearchResultsCalendar.class, this::calendar)
        .search(GetSearchResultsPositions.class, this::positions);
  }

  private TypeMessages inChat(heliograph.tl.api.messages.Search method, Call call) {
    UserId self = call.user();
    Long peer = peer(self, method.peer());
    Long author = method.fromId() == null ? null : peer(self, method.fromId());
    Long savedPeer = method.savedPeerId() == null ? null : peer(self, method.savedPeerId());
    Search.Found found =
        find(
            self,
            method.filter(),
            new Search.Question(
                method.q(),
                peer,
                author,
                savedPeer,
                kind(method.filter()),
                method.minDate(),
                method.maxDate()));
    int start = firstBelow(found.ids(), method.offsetId());
    int from = Math.max(0, start + Math.clamp(method.addOffset(), -MAX_SKIPPED, MAX_SKIPPED));
    int to = Math.min(found.ids().size(), from + HistoryMethods.limit(method.limit()));
    List<Integer> page = from < to ? found.ids().subList(from, to) : List.of();
    List<Integer> bounded =
        page.stream()
            .filter(id -> (method.maxId() <= 0 || id < method.maxId()) && id > method.minId())
            .toList();
    List<History.Entry> entries = new PageReader(mailboxes.read(self)).messages(bounded);
    return lists.part(self, entries, found.ids().size(), !found.complete());
  }

  private TypeMessages everywhere(SearchGlobal method, Call call) {
    UserId self = call.user();
    boolean nothing = method.broadcastsOnly() || method.groupsOnly();
    boolean unasked = method.q().isBlank() && !(method.filter() instanceof InputMessagesFilterUrl);
    Search.Found found =
        nothing || unasked
            ? new Search.Found(List.of(), true)
            : find(
                self,
                method.filter(),
                new Search.Question(
                    method.q(),
                    null,
                    null,
                    null,
                    kind(method.filter()),
                    method.minDate(),
                    method.maxDate()));
    MailboxReader mailbox = mailboxes.read(self);
    Integer folder = method.folderId();
    int start = firstBelow(found.ids(), method.offsetId());
    int limit = HistoryMethods.limit(method.limit());
    List<Integer> rest = found.ids().subList(start, found.ids().size());
    List<Integer> wanted = rest.subList(0, Math.min(limit, rest.size()));
    List<History.Entry> read = new PageReader(mailbox).messages(wanted);
    List<History.Entry> page = new ArrayList<>();
    for (History.Entry entry : read) {
      boolean archived = mailbox.peer(entry.message().peer()).archived();
      if (folder == null || archived == (folder == 1)) {
        page.add(entry);
      }
    }
    boolean all = start == 0 && rest.size() == read.size() && found.complete();
    return all || page.isEmpty() ? lists.whole(self, page) : slice(self, page, found);
  }

  /// A page of the global search. It always names the rate that the next one is asked for by: Telethon asks on until a page
  /// is empty, and fails where the rate is missing.
  private TypeMessages slice(UserId self, List<History.Entry> page, Search.Found found) {
    Named named = new Named();
    List<TypeMessage> views = MessageLists.views(self, page, named);
    return MessagesSlice.builder()
        .inexact(!found.complete())
        .count(found.ids().size())
        .nextRate(page.getLast().message().date())
        .messages(views)
        .topics(List.of())
        .chats(List.of())
        .users(named.users(people, self))
        .build();
  }

  private List<SearchCounter> counters(GetSearchCounters method, Call call) {
    if (method.filters().size() > MAX_FILTERS) {
      throw Refusal.LIMIT_INVALID.exception();
    }
    UserId self = call.user();
    Long peer = peer(self, method.peer());
    Map<Class<?>, Search.Found> searched = new HashMap<>();
    List<SearchCounter> counters = new ArrayList<>();
    for (TypeMessagesFilter filter : method.filters()) {
      Search.Found found =
          searched.computeIfAbsent(
              filter.getClass(), _ -> find(self, filter, all(peer, null, filter)));
      counters.add(new SearchCounter(!found.complete(), filter, found.ids().size()));
    }
    return counters;
  }

  /// Which days have messages, newest first.
  private SearchResultsCalendar calendar(GetSearchResultsCalendar method, Call call) {
    UserId self = call.user();
    List<Dated> all = found(self, method.peer(), method.savedPeerId(), method.filter());
    List<Dated> older =
        all.stream()
            .filter(it -> method.offsetId() <= 0 || it.id() < method.offsetId())
            .filter(it -> method.offsetDate() <= 0 || it.date() < method.offsetDate())
            .toList();
    List<SearchResultsCalendarPeriod> days = new ArrayList<>();
    PageReader newest = new PageReader(mailboxes.read(self));
    Named named = new Named();
    List<TypeMessage> views = new ArrayList<>();
    for (Dated found : older) {
      int day = found.date() - found.date() % SECONDS_PER_DAY;
      if (days.isEmpty() || days.getLast().date() != day) {
        StoredMessage message =
            days.size() == MAX_DAYS || newest.full() ? null : newest.message(found.id());
        if (message == null) {
          break;
        }
        views.add(MessageView.message(self, found.id(), message, named));
        days.add(new SearchResultsCalendarPeriod(day, found.id(), found.id(), 0));
      }
      SearchResultsCalendarPeriod last = days.removeLast();
      days.add(new SearchResultsCalendarPeriod(day, found.id(), last.maxMsgId(), last.count() + 1));
    }
    return SearchResultsCalendar.builder()
        .count(all.size())
        .minDate(all.isEmpty() ? 0 : all.getLast().date())
        .minMsgId(all.isEmpty() ? 0 : all.getLast().id())
        .offsetIdOffset(all.size() - older.size())
        .periods(days)
        .messages(views)
        .chats(List.of())
        .users(named.users(people, self))
        .build();
  }

  /// Where in the list of what is found each message stands, so that a client can scroll to it.
  private SearchResultsPositions positions(GetSearchResultsPositions method, Call call) {
    List<Dated> all = found(call.user(), method.peer(), method.savedPeerId(), method.filter());
    List<SearchResultPosition> positions = new ArrayList<>();
    int limit = HistoryMethods.limit(method.limit());
    for (int i = 0; i < all.size() && positions.size() < limit; i++) {
      Dated found = all.get(i);
      if (method.offsetId() <= 0 || found.id() < method.offsetId()) {
        positions.add(new SearchResultPosition(found.id(), found.date(), i));
      }
    }
    return new SearchResultsPositions(all.size(), positions);
  }

  /// What is found, without the messages themselves: there may be thousands.
  private List<Dated> found(
      UserId self, TypeInputPeer chat, @Nullable TypeInputPeer saved, TypeMessagesFilter filter) {
    Long peer = peer(self, chat);
    Long savedPeer = saved == null ? null : peer(self, saved);
    MailboxReader mailbox = mailboxes.read(self);
    List<Dated> found = new ArrayList<>();
    for (int id : find(self, filter, all(peer, savedPeer, filter)).ids()) {
      StoredMessage message = Copies.message(mailbox, id);
      if (message != null) {
        found.add(new Dated(id, message.date()));
      }
    }
    return found;
  }

  private static Search.Question all(
      @Nullable Long peer, @Nullable Long savedPeer, TypeMessagesFilter filter) {
    return new Search.Question("", peer, null, savedPeer, kind(filter), 0, 0);
  }

  private static Search.Kind kind(TypeMessagesFilter filter) {
    return switch (filter) {
      case InputMessagesFilterUrl _ -> Search.Kind.LINKS;
      case InputMessagesFilterPinned _ -> Search.Kind.PINNED;
      default -> Search.Kind.ANY;
    };
  }

  /// Messages hold text and nothing else here, so only some of the filters can find any.
  private Search.Found find(UserId self, TypeMessagesFilter filter, Search.Question question) {
    return filter instanceof InputMessagesFilterEmpty || question.kind() != Search.Kind.ANY
        ? search.find(self, question)
        : new Search.Found(List.of(), true);
  }

  private @Nullable Long peer(UserId self, TypeInputPeer peer) {
    return peer instanceof InputPeerEmpty ? null : (Long) peers.user(self, peer).value();
  }

  /// The index of the first id below `offsetId` in a descending list.
  private static int firstBelow(List<Integer> ids, int offsetId) {
    if (offsetId <= 0) {
      return 0;
    }
    int index = 0;
    while (index < ids.size() && ids.get(index) >= offsetId) {
      index++;
    }
    return index;
  }
}
