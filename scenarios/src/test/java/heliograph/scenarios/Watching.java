package heliograph.scenarios;

import heliograph.testkit.Belief;
import heliograph.testkit.Device;
import heliograph.tl.api.DraftMessage;
import heliograph.tl.api.TypeDraftMessage;
import heliograph.tl.api.TypeUpdate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// What one device believed to begin with, and has been told by now.
final class Watching {
  private Device device;
  private final Belief chats;
  private final Preferences preferences;
  private int seen;

  Watching(Device device, Set<Long> people) {
    this.device = device;
    this.chats = chats(device);
    this.preferences = Preferences.fetched(device, people);
  }

  private static Belief chats(Device device) {
    return Belief.fetched(device, device.id(), device.client().peers()::inputPeer);
  }

  Device device() {
    return device;
  }

  /// What it believes of its chats now.
  Belief chats() {
    listen();
    return chats;
  }

  /// What it believes of the rest now.
  Preferences.Picture preferences() {
    listen();
    return preferences.picture();
  }

  private void listen() {
    List<TypeUpdate> updates = device.seen().updates(TypeUpdate.class);
    for (TypeUpdate update : updates.subList(seen, updates.size())) {
      if (!chats.update(update)) {
        preferences.update(update);
      }
    }
    seen = updates.size();
  }

  void comeBackAs(Device again) {
    listen();
    device = again;
    seen = 0;
  }

  /// All that a device would show, by a name for each thing.
  Map<String, Object> picture() {
    return picture(chats().picture(), preferences());
  }

  /// The same of a device that asks for everything.
  static Map<String, Object> fetched(Device device, Set<Long> people) {
    return picture(chats(device).picture(), Preferences.fetched(device, people).picture());
  }

  /// Drafts count by what they say: when one was written, the device that wrote it is not told.
  private static Map<String, Object> picture(Belief.Picture chats, Preferences.Picture rest) {
    Map<String, Object> shown = new TreeMap<>();
    chats.messages().forEach((id, message) -> shown.put("message " + id, message));
    chats.chats().forEach((peer, chat) -> shown.put("chat " + peer, chat));
    chats.drafts().forEach((peer, draft) -> shown.put("draft " + peer, text(draft)));
    shown.put("pinned", chats.pinned());
    shown.put("marked", chats.marked());
    shown.put("muted", rest.mutedUntil());
    shown.put("blocked", rest.blocked());
    shown.put("rules", rest.aboutRules());
    return shown;
  }

  private static String text(TypeDraftMessage draft) {
    return ((DraftMessage) draft).message();
  }

  /// What is shown here and not there, or otherwise: a line for each.
  static List<String> differences(Map<String, Object> here, Map<String, Object> there) {
    Set<String> things = new HashSet<>(here.keySet());
    things.addAll(there.keySet());
    List<String> lines = new ArrayList<>();
    for (String thing : things) {
      if (!Objects.equals(here.get(thing), there.get(thing))) {
        lines.add("%s: here %s, there %s".formatted(thing, here.get(thing), there.get(thing)));
      }
    }
    return lines;
  }
}
