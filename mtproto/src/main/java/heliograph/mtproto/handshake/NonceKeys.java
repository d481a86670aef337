package heliograph.mtproto.handshake;

import heliograph.mtproto.crypto.AesIge;
import heliograph.mtproto.crypto.Hashes;
import heliograph.tl.Bytes;
import heliograph.tl.Int128;
import heliograph.tl.Int256;
import heliograph.tl.TlException;
import heliograph.tl.TlObject;
import heliograph.tl.TlReader;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;

/// What both ends derive from new_nonce, which only they know once it went to the server under RSA: the AES key for the
/// Diffie-Hellman parameters, the first salt, and the proofs in the server's last answer.
final class NonceKeys {

  private static final int SHA1 = 20;
  private static final int BLOCK = 16;

  private final byte[] newNonce;
  private final byte[] key;
  private final byte[] iv;
  private final long salt;

  NonceKeys(Int256 newNonce, Int128 serverNonce) {
    byte[] secret = newNonce.toByteArray();
    byte[] known = serverNonce.toByteArray();
    byte[] forward = Hashes.sha1(secret, known);
    byte[] backward = Hashes.sha1(known, secret);
    byte[] doubled = Hashes.sha1(secret, secret);
    this.newNonce = secret;
    key = Bytes.concat(forward, Arrays.copyOf(backward, 12));
    iv = Bytes.concat(Arrays.copyOfRange(backward, 12, SHA1), doubled, Arrays.copyOf(secret, 4));
    salt = Bytes.getLong(secret, 0) ^ Bytes.getLong(known, 0);
  }

  long salt() {
    return salt;
  }

  /// SHA-1 of the data, the data, and 0 to 15 random bytes, encrypted.
  byte[] encrypt(TlObject inner, SecureRandom random) {
    byte[] data = inner.toBytes(0);
    byte[] padding = new byte[-(SHA1 + data.length) & (BLOCK - 1)];
    random.nextBytes(padding);
    byte[] encrypted = Bytes.concat(Hashes.sha1(data), data, padding);
    AesIge.encrypt(key, iv, encrypted, 0, encrypted.length);
    return encrypted;
  }

  /// Decrypts what [#encrypt] made.
  ///
  /// @throws TlException if it did not
  <T> T decrypt(byte[] encrypted, Function<TlReader, T> read) {
    if (encrypted.length % BLOCK != 0 || encrypted.length < SHA1) {
      throw new TlException("Not encrypted in whole blocks");
    }
    byte[] data = encrypted.clone();
    AesIge.decrypt(key, iv, data, 0, data.length);
    TlReader reader = new TlReader(data, SHA1, data.length, 0);
    T inner = read.apply(reader);
    byte[] hash = Hashes.sha1(Arrays.copyOfRange(data, SHA1, reader.position()));
    if (reader.remaining() >= BLOCK || !MessageDigest.isEqual(hash, Arrays.copyOf(data, SHA1))) {
      throw new TlException("Wrong hash of encrypted data");
    }
    return inner;
  }

  /// `new_nonce_hash1`, 2 or 3: that the server knows new_nonce and the key, and how the exchange ended.
  Int128 proof(Ending ending, long auxHash) {
    byte[] aux = new byte[Long.BYTES];
    Bytes.putLong(aux, 0, auxHash);
    return Int128.of(Hashes.sha1(newNonce, new byte[] {ending.number}, aux), 4, Int128.BYTES);
  }

  /// The proof in `server_DH_params_fail`.
  Int128 refusalProof() {
    return Int128.of(Hashes.sha1(newNonce), 4, Int128.BYTES);
  }

  /// How the server ends an exchange.
  enum Ending {
    OK(1),
    RETRY(2),
    FAIL(3);

    private final byte number;

    Ending(int number) {
      this.number = (byte) number;
    }
  }
}
