package heliograph.rpc.table;

import heliograph.bus.Bus;
import heliograph.core.AccessHashes;
import heliograph.core.KeyedHash;
import heliograph.core.account.Accounts;
import heliograph.core.auth.AuthKeys;
import heliograph.core.auth.LogIns;
import heliograph.core.auth.LoginCodes;
import heliograph.core.auth.Numbers;
import heliograph.core.auth.TempKeyBinding;
import heliograph.core.auth.UnusedAccounts;
import heliograph.core.cell.Claims;
import heliograph.core.mailbox.Mailboxes;
import java.time.InstantSource;

/// What the API stands on.
public record Core(
    Mailboxes mailboxes,
    Accounts accounts,
    AuthKeys keys,
    LogIns logIns,
    Numbers numbers,
    LoginCodes codes,
    UnusedAccounts unused,
    Claims claims,
    KeyedHash names,
    AccessHashes accessHashes,
    TempKeyBinding.InnerMessages innerMessages,
    Bus bus,
    InstantSource clock) {}
