package heliograph.rpc.help;

import heliograph.core.messages.MessageText;
import heliograph.core.messages.Messages;
import heliograph.rpc.Call;
import heliograph.rpc.MethodTable;
import heliograph.tl.api.CdnConfig;
import heliograph.tl.api.Config;
import heliograph.tl.api.DcOption;
import heliograph.tl.api.NearestDc;
import heliograph.tl.api.help.GetCdnConfig;
import heliograph.tl.api.help.GetConfig;
import heliograph.tl.api.help.GetNearestDc;
import java.util.ArrayList;
import java.util.List;

/// Where the server is and what its limits are. There is one data centre, and it is the one that the client believes
/// to be at.
///
/// @see <a href="https://core.telegram.org/method/help.getConfig">help.getConfig</a>
/// @see <a href="https://core.telegram.org/method/help.getNearestDc">help.getNearestDc</a>
final class ConfigMethods {
  /// How long a client may rely on what it was told.
  private static final int VALID_SECONDS = 3600;

  private static final int USUAL_DCS = 5;
  private static final int HOUR_MS = 3_600_000;
  private static final int REVOKE_SECONDS = Integer.MAX_VALUE;

  private final List<PublicAddress> addresses;

  ConfigMethods(List<PublicAddress> addresses) {
    this.addresses = List.copyOf(addresses);
  }

  void register(MethodTable.Builder table) {
    table
        .openRead(GetConfig.class, this::config)
        .openRead(
            GetNearestDc.class, (_, call) -> new NearestDc("", call.key().dc(), call.key().dc()))
        .openRead(GetCdnConfig.class, (_, _) -> new CdnConfig(List.of()));
  }

  private Config config(GetConfig asked, Call call) {
    int dc = call.key().dc();
    return Config.builder()
        .date(call.now())
        .expires(call.now() + VALID_SECONDS)
        .thisDc(dc)
        .dcOptions(options(dc))
        .dcTxtDomainName("")
        .revokePmInbox(true)
        // No groups, stickers or captions: nothing is said about how large they may be.
        .chatSizeMax(0)
        .megagroupSizeMax(0)
        .forwardedCountMax(100)
        .onlineUpdatePeriodMs(210_000)
        .offlineBlurTimeoutMs(5_000)
        .offlineIdleTimeoutMs(30_000)
        .onlineCloudTimeoutMs(300_000)
        .notifyCloudDelayMs(30_000)
        .notifyDefaultDelayMs(1_500)
        .pushChatPeriodMs(60_000)
        .pushChatLimit(2)
        .editTimeLimit(Messages.EDIT_SECONDS)
        .revokeTimeLimit(REVOKE_SECONDS)
        .revokePmTimeLimit(REVOKE_SECONDS)
        .ratingEDecay(2 * HOUR_MS / 3)
        .stickersRecentLimit(1) // none are kept, but there are clients that take no 0
        .channelsReadMediaPeriod(0)
        .callReceiveTimeoutMs(20_000)
        .callRingTimeoutMs(90_000)
        .callConnectTimeoutMs(30_000)
        .callPacketTimeoutMs(10_000)
        .meUrlPrefix("https://t.me/")
        .captionLengthMax(0)
        .messageLengthMax(MessageText.MAX_LENGTH)
        .webfileDcId(dc)
        .build();
  }

  /// The configured addresses, under every number that a client may know a data centre by.
  private List<DcOption> options(int thisDc) {
    List<DcOption> options = new ArrayList<>();
    for (PublicAddress address : addresses) {
      for (int dc = 1; dc <= USUAL_DCS; dc++) {
        options.add(option(dc, address));
      }
      if (thisDc < 1 || thisDc > USUAL_DCS) {
        options.add(option(thisDc, address));
      }
    }
    return options;
  }

  private static DcOption option(int dc, PublicAddress address) {
    return DcOption.builder()
        .ipv6(address.ipv6())
        .static_(true)
        .thisPortOnly(true)
        .id(dc)
        .ipAddress(address.host())
        .port(address.port())
        .build();
  }
}
