package heliograph.mtproto.server;

import heliograph.mtproto.message.Message;
import heliograph.mtproto.message.PacketHeader;
import java.util.List;

/// A sound packet on its way to its session.
///
/// @param messages what the packet carries, taken apart
/// @param salt the current one
/// @param effects what the edge will have to do
record Reception(
    ServerConnection connection,
    StoredAuthKey key,
    PacketHeader header,
    List<Message> messages,
    long salt,
    long nowSeconds,
    List<Effect> effects) {}
