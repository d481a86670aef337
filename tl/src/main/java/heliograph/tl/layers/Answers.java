package heliograph.tl.layers;

import heliograph.tl.api.AppWebViewResultUrl;
import heliograph.tl.api.JsonObject;
import heliograph.tl.api.ReadParticipantDate;
import heliograph.tl.api.ReportResultReported;
import heliograph.tl.api.SimpleWebViewResultUrl;
import heliograph.tl.api.TypeDialogFilter;
import heliograph.tl.api.TypeJSONValue;
import heliograph.tl.api.TypeMessageMedia;
import heliograph.tl.api.TypeReportResult;
import heliograph.tl.api.TypeUpdates;
import heliograph.tl.api.TypeWebPage;
import heliograph.tl.api.Updates;
import heliograph.tl.api.WebViewResultUrl;
import heliograph.tl.api.account.TypeEmailVerified;
import heliograph.tl.api.help.AppConfig;
import heliograph.tl.api.help.TypeAppConfig;
import heliograph.tl.api.messages.ChatInviteJoinResultOk;
import heliograph.tl.api.messages.DialogFilters;
import heliograph.tl.api.messages.InvitedUsers;
import heliograph.tl.api.messages.TypeChatInviteJoinResult;
import heliograph.tl.api.messages.WebPage;
import heliograph.tl.api.messages.WebPagePreview;
import java.util.List;

/// Answers that had another type in older layers.
public final class Answers {
  private Answers() {}

  public static TypeJSONValue config(TypeAppConfig config) {
    return config instanceof AppConfig full ? full.config() : new JsonObject(List.of());
  }

  public static List<TypeDialogFilter> filters(DialogFilters filters) {
    return filters.filters();
  }

  public static TypeUpdates updates(InvitedUsers invited) {
    return invited.updates();
  }

  public static TypeUpdates joined(TypeChatInviteJoinResult result) {
    return result instanceof ChatInviteJoinResultOk joined
        ? joined.updates()
        : new Updates(List.of(), List.of(), List.of(), 0, 0);
  }

  public static List<Long> readers(List<ReadParticipantDate> readers) {
    return readers.stream().map(ReadParticipantDate::userId).toList();
  }

  public static TypeWebPage webPage(WebPage page) {
    return page.webpage();
  }

  public static TypeMessageMedia preview(WebPagePreview preview) {
    return preview.media();
  }

  public static boolean reported(TypeReportResult result) {
    return result instanceof ReportResultReported;
  }

  public static boolean verified(TypeEmailVerified verified) {
    return true;
  }

  public static SimpleWebViewResultUrl simpleWebView(WebViewResultUrl result) {
    return new SimpleWebViewResultUrl(result.url());
  }

  public static AppWebViewResultUrl appWebView(WebViewResultUrl result) {
    return new AppWebViewResultUrl(result.url());
  }
}
