package heliograph.client.load;

import java.util.List;

/// How much of everything.
///
/// @param seconds how long each scenario measures
/// @param warmUpSeconds how long it runs before that, unmeasured
/// @param rate messages per second
/// @param accounts accounts that talk
/// @param window messages that each of them has under way at saturation
/// @param sessions numbers of idle sessions at which memory is read, rising
/// @param perAccount idle sessions per account
/// @param missed messages that a device comes back to
/// @param starts how often the server is started
record LoadOptions(
    int seconds,
    int warmUpSeconds,
    int rate,
    int accounts,
    int window,
    List<Integer> sessions,
    int perAccount,
    int missed,
    int starts) {}
