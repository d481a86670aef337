/// The cryptography of MTProto: AES-IGE and AES-CTR, the sealing of messages, authorization keys, RSA and Diffie-Hellman.
///
/// Everything rests on the JDK's own ciphers and digests. Nothing here knows of sockets or clocks.
/// Reference: core.telegram.org/mtproto/description and core.telegram.org/mtproto/security_guidelines.
@NullMarked
package heliograph.mtproto.crypto;

import org.jspecify.annotations.NullMarked;
