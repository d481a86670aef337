package heliograph.rpc.messages;

import heliograph.core.UserId;
import heliograph.core.messages.History;
import heliograph.rpc.view.MessageView;
import heliograph.rpc.view.Named;
import heliograph.rpc.view.People;
import heliograph.tl.api.TypeMessage;
import heliograph.tl.api.messages.MessagesSlice;
import heliograph.tl.api.messages.TypeMessages;
import java.util.ArrayList;
import java.util.List;

/// Puts messages together for an answer.
final class MessageLists {
  private final People people;

  MessageLists(People people) {
    this.people = people;
  }

  /// Messages that are all there is.
  TypeMessages whole(UserId viewer, List<History.Entry> entries) {
    Named named = new Named();
    return new heliograph.tl.api.messages.Messages(
        views(viewer, entries, named), List.of(), List.of(), named.users(people, viewer));
  }

  /// A part of `count` messages.
  TypeMessages part(UserId viewer, List<History.Entry> entries, int count, boolean inexact) {
    if (entries.size() >= count && !inexact) {
      return whole(viewer, entries);
    }
    Named named = new Named();
    List<TypeMessage> views = views(viewer, entries, named);
    return MessagesSlice.builder()
        .inexact(inexact)
        .count(count)
        .messages(views)
        .topics(List.of())
        .chats(List.of())
        .users(named.users(people, viewer))
        .build();
  }

  static List<TypeMessage> views(UserId viewer, List<History.Entry> entries, Named named) {
    List<TypeMessage> views = new ArrayList<>(entries.size());
    for (History.Entry entry : entries) {
      views.add(MessageView.message(viewer, entry.id(), entry.message(), named));
    }
    return views;
  }
}
