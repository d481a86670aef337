/// The data folder: what lies where on the disk of a server, and who may touch it.
///
/// ```
/// ~/.heliograph/              0700
///   heliograph.properties     settings, commented; the owner's to edit
///   server-key.pem            0600  RSA private key (PKCS#8)
///   server-secret             0600  32 random bytes in hex, from which every other secret is derived
///   certificate.p12           0600  the certificate that the server made for itself, if it was asked to
///   store/                    0700  the partition store
///   lock                      0600  held by the one process that has the store open
///   server-key.pub.pem        the public key (PKCS#1), for clients on this machine
///   running.json              process id and address of the running server
///   control/                  0700
///     socket                  where commands reach the running server
/// ```
///
/// A backup folder holds the same, less what belongs to a running process.
@NullMarked
package heliograph.node.folder;

import org.jspecify.annotations.NullMarked;
