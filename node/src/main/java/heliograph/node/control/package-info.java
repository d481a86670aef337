/// How commands reach the running server: a Unix-domain socket in its data folder that only the owner may open.
///
/// One request a connection. The command writes one line, words separated by tabs; the server answers lines that begin with
/// a tab (results), then a last line `ok` or `error` and a sentence.
@NullMarked
package heliograph.node.control;

import org.jspecify.annotations.NullMarked;
