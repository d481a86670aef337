package heliograph.rpc.table;

import heliograph.core.auth.SignUpMode;
import heliograph.rpc.help.PublicAddress;
import java.util.List;

/// What the server's owner decides about the API.
///
/// @param limits whether accounts and networks have to wait when they ask too often; off for load tests
/// @param addresses where clients reach the server; empty if that is not configured
public record ApiSettings(SignUpMode signUp, boolean limits, List<PublicAddress> addresses) {}
