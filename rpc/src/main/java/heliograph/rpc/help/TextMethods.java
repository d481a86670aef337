package heliograph.rpc.help;

import heliograph.core.UserId;
import heliograph.rpc.MethodTable;
import heliograph.rpc.view.People;
import heliograph.tl.api.help.DeepLinkInfoEmpty;
import heliograph.tl.api.help.GetAppUpdate;
import heliograph.tl.api.help.GetDeepLinkInfo;
import heliograph.tl.api.help.GetInviteText;
import heliograph.tl.api.help.GetPromoData;
import heliograph.tl.api.help.GetSupport;
import heliograph.tl.api.help.GetSupportName;
import heliograph.tl.api.help.GetTermsOfServiceUpdate;
import heliograph.tl.api.help.InviteText;
import heliograph.tl.api.help.NoAppUpdate;
import heliograph.tl.api.help.PromoDataEmpty;
import heliograph.tl.api.help.Support;
import heliograph.tl.api.help.SupportName;
import heliograph.tl.api.help.TermsOfServiceUpdateEmpty;
import java.time.InstantSource;

/// Texts about the server, and news that there are none of: no advertisement, no terms, no update.
///
/// @see <a href="https://core.telegram.org/method/help.getSupport">help.getSupport</a>
/// @see <a href="https://core.telegram.org/method/help.getInviteText">help.getInviteText</a>
/// @see <a href="https://core.telegram.org/method/help.getPromoData">help.getPromoData</a>
final class TextMethods {
  private static final int DAY = 86_400;

  private final People people;
  private final InstantSource clock;

  TextMethods(People people, InstantSource clock) {
    this.people = people;
    this.clock = clock;
  }

  void register(MethodTable.Builder table) {
    table
        .read(
            GetSupport.class,
            (_, call) -> new Support("", people.user(call.user(), UserId.SERVICE)))
        .read(GetSupportName.class, (_, _) -> new SupportName("Heliograph"))
        .read(
            GetInviteText.class,
            (_, _) ->
                new InviteText(
                    "Let us talk on Heliograph: ask the person who runs our server for an invite."))
        .empty(GetPromoData.class, _ -> new PromoDataEmpty(tomorrow()))
        .empty(GetTermsOfServiceUpdate.class, _ -> new TermsOfServiceUpdateEmpty(tomorrow()))
        .openEmpty(GetAppUpdate.class, _ -> new NoAppUpdate())
        .empty(GetDeepLinkInfo.class, _ -> new DeepLinkInfoEmpty());
  }

  private int tomorrow() {
    return (int) clock.instant().getEpochSecond() + DAY;
  }
}
