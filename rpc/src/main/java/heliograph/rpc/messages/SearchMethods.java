package heliograph.rpc.messages;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.mailbox.MailboxReader;
import heliograph.core.mailbox.Mailboxes;
import heliograph.core.messages.Copies;
import heliograph.core.messages.History;
import heliograph.core.messages.Search;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.MessageView;
import heliograph.rpc.view.Named;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.tl.api.InputMessagesFilterEmpty;
import heliograph.tl.api.InputMessagesFilterUrl;
import heliograph.tl.api.InputPeerEmpty;
import heliograph.tl.api.TypeInputPeer;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.TypeMessagesFilter;
import heliograph.tl.api.messages.GetSearchCounters;
import heliograph.tl.api.messages.MessagesSlice;
import heliograph.tl.api.messages.SearchCounter;
import heliograph.tl.api.messages.SearchGlobal;
import heliograph.tl.api.messages.TypeMessages;
import heliograph.tl.storage.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Search in a chat and in all (https://core.telegram.org/api/search).
final class SearchMethods {
  /// How many filters one call counts for: more than there are.
  private static final int MAX_FILTERS = 32;

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
        .read(heliograph.tl.api.messages.Search.class, this::inChat)
        .read(SearchGlobal.class, this::everywhere)
        .read(GetSearchCounters.class, this::counters);
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
                method.filter() instanceof InputMessagesFilterUrl,
                method.minDate(),
                method.maxDate()));
    int start = firstBelow(found.ids(), method.offsetId());
    int from = Math.max(0, start + Math.clamp(method.addOffset(), -10_000, 10_000));
    int to = Math.min(found.ids().size(), from + HistoryMethods.limit(method.limit()));
    List<Integer> page = from < to ? found.ids().subList(from, to) : List.of();
    List<Integer> bounded =
        page.stream()
            .filter(id -> (method.maxId() <= 0 || id < method.maxId()) && id > method.minId())
            .toList();
    return lists.part(
        self, entries(mailboxes.read(self), bounded), found.ids().size(), !found.complete());
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
                    method.filter() instanceof InputMessagesFilterUrl,
                    method.minDate(),
                    method.maxDate()));
    MailboxReader mailbox = mailboxes.read(self);
    Integer folder = method.folderId();
    int start = firstBelow(found.ids(), method.offsetId());
    int limit = HistoryMethods.limit(method.limit());
    List<Integer> rest = found.ids().subList(start, found.ids().size());
    List<History.Entry> page = new ArrayList<>();
    for (History.Entry entry : entries(mailbox, rest.subList(0, Math.min(limit, rest.size())))) {
      boolean archived = mailbox.peer(entry.message().peer()).archived();
      if (folder == null || archived == (folder == 1)) {
        page.add(entry);
      }
    }
    boolean all = start == 0 && rest.size() <= limit && found.complete();
    return all || page.isEmpty() ? lists.whole(self, page) : slice(self, page, found);
  }

  /// A page of the global search. It always names the rate that the next one is asked for by: Telethon asks on until a page
  /// is empty, and fails where the rate is missing.
  private TypeMessages slice(UserId self, List<History.Entry> page, Search.Found found) {
    Named named = new Named();
    List<TypeMessage> views = new ArrayList<>(page.size());
    for (History.Entry entry : page) {
      views.add(MessageView.message(self, entry.id(), entry.message(), named));
    }
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
    List<SearchCounter> counters = new ArrayList<>();
    for (TypeMessagesFilter filter : method.filters()) {
      Search.Found found =
          find(
              self,
              filter,
              new Search.Question(
                  "", peer, null, null, filter instanceof InputMessagesFilterUrl, 0, 0));
      counters.add(new SearchCounter(!found.complete(), filter, found.ids().size()));
    }
    return counters;
  }

  /// Messages hold text and nothing else here, so only two of the filters can find any.
  private Search.Found find(UserId self, TypeMessagesFilter filter, Search.Question question) {
    return filter instanceof InputMessagesFilterEmpty || filter instanceof InputMessagesFilterUrl
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

  private static List<History.Entry> entries(MailboxReader mailbox, List<Integer> ids) {
    List<History.Entry> entries = new ArrayList<>(ids.size());
    for (int id : ids) {
      StoredMessage message = Copies.message(mailbox, id);
      if (message != null) {
        entries.add(new History.Entry(id, message));
      }
    }
    return entries;
  }
}
