package heliograph.rpc.account;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.NotifyScope;
import heliograph.core.account.NotifySettings;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.Named;
import heliograph.rpc.view.PeerInputs;
import heliograph.rpc.view.People;
import heliograph.tl.api.InputNotifyBroadcasts;
import heliograph.tl.api.InputNotifyChats;
import heliograph.tl.api.InputNotifyCommunity;
import heliograph.tl.api.InputNotifyForumTopic;
import heliograph.tl.api.InputNotifyPeer;
import heliograph.tl.api.InputNotifyUsers;
import heliograph.tl.api.PeerNotifySettings;
import heliograph.tl.api.TypeInputNotifyPeer;
import heliograph.tl.api.TypeUpdate;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.UpdateNotifySettings;
import heliograph.tl.api.Updates;
import heliograph.tl.api.account.GetNotifyExceptions;
import heliograph.tl.api.account.GetNotifySettings;
import heliograph.tl.api.account.ResetNotifySettings;
import java.util.ArrayList;
import java.util.List;

/// How a person wants to be told of messages.
///
/// @see <a href="https://core.telegram.org/method/account.updateNotifySettings">account.updateNotifySettings</a>
/// @see <a href="https://core.telegram.org/method/account.getNotifyExceptions">account.getNotifyExceptions</a>
final class NotifyMethods {
  private final NotifySettings settings;
  private final PeerInputs peers;
  private final People people;

  NotifyMethods(NotifySettings settings, PeerInputs peers, People people) {
    this.settings = settings;
    this.peers = peers;
    this.people = people;
  }

  void register(MethodTable.Builder table) {
    table
        .read(GetNotifySettings.class, this::get)
        .read(GetNotifyExceptions.class, this::exceptions)
        .change(heliograph.tl.api.account.UpdateNotifySettings.class, this::set)
        .change(ResetNotifySettings.class, this::reset);
  }

  private PeerNotifySettings get(GetNotifySettings asked, Call call) {
    return NotifyViews.view(settings.get(call.user(), scope(call.user(), asked.peer())));
  }

  private Boolean set(heliograph.tl.api.account.UpdateNotifySettings asked, Call call) {
    settings.set(
        call.user(),
        call.origin(),
        scope(call.user(), asked.peer()),
        NotifyViews.stored(asked.settings()));
    return true;
  }

  private Boolean reset(ResetNotifySettings asked, Call call) {
    settings.reset(call.user(), call.origin());
    return true;
  }

  private TypeUpdates exceptions(GetNotifyExceptions asked, Call call) {
    List<TypeUpdate> updates = new ArrayList<>();
    Named named = new Named();
    for (NotifySettings.Setting each : settings.all(call.user())) {
      if (each.scope() instanceof NotifyScope.Person(UserId user)) {
        named.add(user);
        updates.add(
            new UpdateNotifySettings(
                NotifyViews.peer(each.scope()), NotifyViews.view(each.settings())));
      }
    }
    return new Updates(updates, named.users(people, call.user()), List.of(), call.now(), 0);
  }

  private NotifyScope scope(UserId viewer, TypeInputNotifyPeer peer) {
    return switch (peer) {
      case InputNotifyPeer person -> new NotifyScope.Person(peers.user(viewer, person.peer()));
      case InputNotifyUsers _ -> NotifyScope.Kind.PEOPLE;
      case InputNotifyChats _ -> NotifyScope.Kind.GROUPS;
      case InputNotifyBroadcasts _ -> NotifyScope.Kind.CHANNELS;
      case InputNotifyForumTopic _, InputNotifyCommunity _ ->
          throw Refusal.PEER_ID_INVALID.exception();
    };
  }
}
