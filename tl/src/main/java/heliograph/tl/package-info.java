/// TL, the binary language of Telegram's protocols: the reader, the writer and what every generated record shares.
///
/// The records themselves are generated from the schema by the build: `heliograph.tl.api` (the Telegram API, one
/// sub-package per namespace), `heliograph.tl.mt` (MTProto's service messages) and `heliograph.tl.storage` (what the
/// server keeps on disk).
@NullMarked
package heliograph.tl;

import org.jspecify.annotations.NullMarked;
