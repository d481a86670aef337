/// The product's surface: Telegram API methods, TL request in, TL answer out.
///
/// [heliograph.rpc.RpcServer] takes what a session sent, [heliograph.rpc.Envelope] takes its
/// wrappers off, [heliograph.rpc.RpcSession] decides when it runs, [heliograph.rpc.MethodTable]
/// knows who answers, and [heliograph.rpc.RpcErrors] is the only place that makes an `rpc_error`.
@NullMarked
package heliograph.rpc;

import org.jspecify.annotations.NullMarked;
