package heliograph.core.mailbox;

/// The session whose call caused a change. It learns of the change by the call's answer, and not by a push.
public record Origin(long authKeyId, long sessionId) {}
