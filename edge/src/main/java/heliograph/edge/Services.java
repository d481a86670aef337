package heliograph.edge;

import heliograph.mtproto.handshake.ServerKeyExchange;
import heliograph.mtproto.server.AuthKeyStore;
import heliograph.mtproto.server.MessageServer;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// What all connections share.
///
/// @param blocking runs what may wait for the store: virtual threads
record Services(
    Limits limits,
    MessageServer messages,
    ServerKeyExchange exchange,
    AuthKeyStore keys,
    Messenger messenger,
    Gate gate,
    Workshop workshop,
    Executor blocking,
    InstantSource clock,
    Exits exits) {}
