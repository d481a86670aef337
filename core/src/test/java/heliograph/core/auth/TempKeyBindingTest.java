package heliograph.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.core.Refusal;
import heliograph.tl.Layer;
import heliograph.tl.mt.BindAuthKeyInner;
import heliograph.tl.storage.StoredAuthKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every check between a client's claim and a bound key.
final class TempKeyBindingTest extends StoreTest {
  private static final long PERMANENT = 501;
  private static final long TEMPORARY = 502;
  private static final long SESSION = 77;
  private static final long MSG_ID = 4004;
  private static final long NONCE = 99;

  private int expires;

  @BeforeEach
  void keys() {
    expires = (int) clock.instant().getEpochSecond() + 86_400;
    world.keys.save(PERMANENT, key(0));
    world.keys.save(TEMPORARY, key(expires));
  }

  @Test
  void whoHasBothKeysBinds() {
    bind(MSG_ID, inner(NONCE, TEMPORARY, PERMANENT, SESSION, expires));
    assertThat(world.keys.use(TEMPORARY).id()).isEqualTo(PERMANENT);
    bind(MSG_ID, inner(NONCE, TEMPORARY, PERMANENT, SESSION, expires));
  }

  @Test
  void eachWordOfTheSealedMessageIsChecked() {
    refused(MSG_ID + 4, inner(NONCE, TEMPORARY, PERMANENT, SESSION, expires));
    refused(MSG_ID, inner(NONCE + 1, TEMPORARY, PERMANENT, SESSION, expires));
    refused(MSG_ID, inner(NONCE, TEMPORARY + 1, PERMANENT, SESSION, expires));
    refused(MSG_ID, inner(NONCE, TEMPORARY, PERMANENT + 1, SESSION, expires));
    refused(MSG_ID, inner(NONCE, TEMPORARY, PERMANENT, SESSION + 1, expires));
    refused(MSG_ID, inner(NONCE, TEMPORARY, PERMANENT, SESSION, expires + 1));
    refused(MSG_ID, new byte[] {1, 2, 3, 4});
    refused(MSG_ID, null);
    assertThat(world.keys.use(TEMPORARY).permanent()).isFalse();
  }

  @Test
  void keysOfTheWrongKindAndTimesGoneByAreRefused() {
    byte[] said = inner(NONCE, TEMPORARY, PERMANENT, SESSION, expires);
    refused(
        Refusal.ENCRYPTED_MESSAGE_INVALID,
        () -> binding(MSG_ID, said).bind(claim(TEMPORARY, TEMPORARY, expires)));
    refused(
        Refusal.EXPIRES_AT_INVALID,
        () -> binding(MSG_ID, said).bind(claim(TEMPORARY, PERMANENT, expires - 90_000)));
    refused(
        Refusal.TEMP_AUTH_KEY_EMPTY,
        () ->
            binding(MSG_ID, inner(NONCE, 503, PERMANENT, SESSION, expires))
                .bind(claim(503, PERMANENT, expires)));
  }

  @Test
  void aBoundKeyStaysWithItsPermanentOne() {
    bind(MSG_ID, inner(NONCE, TEMPORARY, PERMANENT, SESSION, expires));
    world.keys.save(504, key(0));
    refused(
        Refusal.TEMP_AUTH_KEY_ALREADY_BOUND,
        () ->
            binding(MSG_ID, inner(NONCE, TEMPORARY, 504, SESSION, expires))
                .bind(claim(TEMPORARY, 504, expires)));
  }

  private void refused(long msgId, byte @Nullable [] body) {
    refused(Refusal.ENCRYPTED_MESSAGE_INVALID, () -> bind(msgId, body));
  }

  private @Nullable Void bind(long msgId, byte @Nullable [] body) {
    binding(msgId, body).bind(claim(TEMPORARY, PERMANENT, expires));
    return null;
  }

  /// What the sealed message holds; null if it was sealed with another key.
  private TempKeyBinding binding(long msgId, byte @Nullable [] body) {
    return new TempKeyBinding(
        world.keys, (_, _) -> body == null ? null : new TempKeyBinding.Opened(msgId, body), clock);
  }

  private static TempKeyBinding.Claim claim(long temporary, long permanent, int expires) {
    return new TempKeyBinding.Claim(
        temporary, SESSION, MSG_ID, permanent, NONCE, expires, new byte[1]);
  }

  private static byte[] inner(
      long nonce, long temporary, long permanent, long session, int expires) {
    return new BindAuthKeyInner(nonce, temporary, permanent, session, expires)
        .toBytes(Layer.NEWEST);
  }

  private static StoredAuthKey key(int expires) {
    return StoredAuthKey.builder().key(new byte[256]).dc(2).expires(expires).build();
  }
}
