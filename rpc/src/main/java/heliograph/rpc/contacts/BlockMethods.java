package heliograph.rpc.contacts;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.account.Accounts;
import heliograph.core.account.Blocks;
import heliograph.core.presence.Presence;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.rpc.users.PersonViews;
import heliograph.rpc.view.PeerInputs;
import heliograph.tl.api.PeerBlocked;
import heliograph.tl.api.PeerUser;
import heliograph.tl.api.contacts.Block;
import heliograph.tl.api.contacts.Blocked;
import heliograph.tl.api.contacts.BlockedSlice;
import heliograph.tl.api.contacts.GetBlocked;
import heliograph.tl.api.contacts.TypeBlocked;
import heliograph.tl.api.contacts.Unblock;
import heliograph.tl.storage.StoredBlock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Whom one wants to hear nothing from. The list of those who may not see one's stories is empty: there are none.
///
/// @see <a href="https://core.telegram.org/api/block">api/block</a>
final class BlockMethods {
  private static final int MAX_PAGE = 100;

  private final Accounts accounts;
  private final Blocks blocks;
  private final Presence presence;
  private final PeerInputs peers;
  private final PersonViews people;

  BlockMethods(
      Accounts accounts, Blocks blocks, Presence presence, PeerInputs peers, PersonViews people) {
    this.accounts = accounts;
    this.blocks = blocks;
    this.presence = presence;
    this.peers = peers;
    this.people = people;
  }

  void register(MethodTable.Builder table) {
    table
        .change(Block.class, this::block)
        .change(Unblock.class, this::unblock)
        .read(GetBlocked.class, this::list);
  }

  private Boolean block(Block asked, Call call) {
    UserId user = other(call, peers.user(call.user(), asked.id()));
    if (!asked.myStoriesFrom()) {
      blocks.block(call.user(), call.origin(), user);
      presence.shownOtherwise(call.user(), user);
    }
    return true;
  }

  private Boolean unblock(Unblock asked, Call call) {
    UserId user = other(call, peers.user(call.user(), asked.id()));
    if (!asked.myStoriesFrom()) {
      blocks.unblock(call.user(), call.origin(), user);
      presence.shownOtherwise(call.user(), user);
    }
    return true;
  }

  private TypeBlocked list(GetBlocked asked, Call call) {
    if (asked.offset() < 0) {
      throw Refusal.OFFSET_INVALID.exception();
    }
    var all =
        asked.myStoriesFrom()
            ? List.<Map.Entry<UserId, StoredBlock>>of()
            : newestFirst(call.user());
    int limit = Math.clamp(asked.limit(), 1, MAX_PAGE);
    var page = all.stream().skip(asked.offset()).limit(limit).toList();
    List<PeerBlocked> blocked =
        page.stream()
            .map(each ->
                new PeerBlocked(new PeerUser(each.getKey().value()), each.getValue().since()))
            .toList();
    var users = people.users(call.user(), page.stream().map(Map.Entry::getKey).toList());
    return page.size() == all.size()
        ? new Blocked(blocked, List.of(), users)
        : new BlockedSlice(all.size(), blocked, List.of(), users);
  }

  private List<Map.Entry<UserId, StoredBlock>> newestFirst(UserId owner) {
    return accounts.self(owner).blocks().entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<UserId, StoredBlock>>comparingInt(
                    each -> -each.getValue().since())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  private UserId other(Call call, UserId user) {
    if (user.equals(call.user()) || user.equals(UserId.SERVICE) || !accounts.exists(user)) {
      throw Refusal.CONTACT_ID_INVALID.exception();
    }
    return user;
  }
}
