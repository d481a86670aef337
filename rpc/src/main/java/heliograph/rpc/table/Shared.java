package heliograph.rpc.table;

import heliograph.core.account.Blocks;
import heliograph.core.account.Contacts;
import heliograph.core.account.LastSeen;
import heliograph.core.account.NotifySettings;
import heliograph.core.account.Privacy;
import heliograph.core.account.Settings;
import heliograph.core.account.Usernames;
import heliograph.core.auth.CodeGuard;
import heliograph.core.auth.LentLogIns;
import heliograph.core.auth.LoginTokens;
import heliograph.core.auth.SignIn;
import heliograph.core.auth.TempKeyBinding;
import heliograph.core.auth.Whereabouts;
import heliograph.core.presence.Presence;
import heliograph.core.wiring.Core;
import heliograph.rpc.account.AccountEventView;
import heliograph.rpc.account.AccountMethods;
import heliograph.rpc.auth.AuthMethods;
import heliograph.rpc.contacts.ContactsMethods;
import heliograph.rpc.push.Devices;
import heliograph.rpc.push.TypingView;
import heliograph.rpc.users.PersonViews;
import heliograph.rpc.users.StatusSignalView;
import heliograph.rpc.users.StatusViews;
import heliograph.rpc.view.DraftView;
import heliograph.rpc.view.EventRenderer;
import heliograph.rpc.view.PeerInputs;
import java.util.List;

/// What the methods share: how people, peers and events are shown, and the parts of accounts that they work on.
record Shared(
    PersonViews people,
    StatusViews statuses,
    PeerInputs peers,
    EventRenderer events,
    Devices devices,
    Presence presence,
    AuthMethods.Parts auth,
    AccountMethods.Parts account,
    ContactsMethods.Parts contacts) {

  static Shared create(Core core, ApiSettings settings) {
    var accounts = core.accounts();
    var bus = core.ports().bus();
    var clock = core.ports().clock();
    var accessHashes = core.ports().accessHashes();
    var privacy = new Privacy(accounts);
    var notify = new NotifySettings(core.mailboxes());
    var ownSettings = new Settings(accounts);
    var usernames =
        new Usernames(core.ports().names(), core.claims(), accounts, core.profiles(), clock);
    var presence = new Presence(accounts, new LastSeen(accounts), bus, clock);
    var statuses = new StatusViews(presence, clock);
    var people = new PersonViews(accounts, accessHashes, statuses, notify);
    var peers = new PeerInputs(accessHashes, core.mailboxes(), people);
    var events =
        new EventRenderer(List.of(new AccountEventView(privacy, notify), new DraftView(peers)));
    var devices =
        new Devices(
            core.mailboxes(),
            bus,
            events,
            people,
            List.of(new TypingView(), new StatusSignalView(accounts, statuses)));
    return new Shared(
        people,
        statuses,
        peers,
        events,
        devices,
        presence,
        auth(core, settings, devices, ownSettings),
        new AccountMethods.Parts(
            core.profiles(), usernames, presence, privacy, notify, ownSettings, core.logIns()),
        new ContactsMethods.Parts(
            accounts,
            new Contacts(accounts),
            new Blocks(accounts),
            privacy,
            core.numbers(),
            usernames,
            presence));
  }

  private static AuthMethods.Parts auth(
      Core core, ApiSettings settings, Whereabouts whereabouts, Settings ownSettings) {
    var clock = core.ports().clock();
    var guard = new CodeGuard(settings.limits(), clock);
    var parts =
        new SignIn.Parts(
            core.numbers(),
            core.codes(),
            core.logIns(),
            core.profiles(),
            guard,
            whereabouts,
            core.unused(),
            core.ports().names());
    return new AuthMethods.Parts(
        new SignIn(parts, settings.signUp(), clock, Thread::startVirtualThread),
        core.keys(),
        core.logIns(),
        new LoginTokens(core.logIns(), clock),
        new LentLogIns(core.logIns(), clock),
        new TempKeyBinding(core.keys(), core.ports().innerMessages(), clock),
        ownSettings);
  }
}
