package heliograph.rpc.view;

import heliograph.core.Refusal;
import heliograph.core.UserId;
import heliograph.core.messages.EntityKind;
import heliograph.core.messages.MessageText;
import heliograph.tl.api.InputMessageEntityMentionName;
import heliograph.tl.api.InputUserEmpty;
import heliograph.tl.api.MessageEntityBankCard;
import heliograph.tl.api.MessageEntityBlockquote;
import heliograph.tl.api.MessageEntityBold;
import heliograph.tl.api.MessageEntityBotCommand;
import heliograph.tl.api.MessageEntityCashtag;
import heliograph.tl.api.MessageEntityCode;
import heliograph.tl.api.MessageEntityCustomEmoji;
import heliograph.tl.api.MessageEntityEmail;
import heliograph.tl.api.MessageEntityHashtag;
import heliograph.tl.api.MessageEntityItalic;
import heliograph.tl.api.MessageEntityMention;
import heliograph.tl.api.MessageEntityMentionName;
import heliograph.tl.api.MessageEntityPhone;
import heliograph.tl.api.MessageEntityPre;
import heliograph.tl.api.MessageEntitySpoiler;
import heliograph.tl.api.MessageEntityStrike;
import heliograph.tl.api.MessageEntityTextUrl;
import heliograph.tl.api.MessageEntityUnderline;
import heliograph.tl.api.MessageEntityUnknown;
import heliograph.tl.api.MessageEntityUrl;
import heliograph.tl.api.TypeMessageEntity;
import heliograph.tl.storage.StoredEntity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Entities on the wire and in the store (https://core.telegram.org/api/entities).
public final class Entities {
  /// People whom one text mentions by a name that is not theirs: each has to be looked up.
  private static final int MAX_MENTIONS = 100;

  private Entities() {}

  /// What a client sent. Kinds that there are none of here are left out.
  ///
  /// @param self who sent it
  /// @param peers finds whom it mentions; who may not be named may not be mentioned
  public static List<StoredEntity> stored(
      @Nullable List<TypeMessageEntity> entities, UserId self, PeerInputs peers) {
    if (entities == null || entities.isEmpty()) {
      return List.of();
    }
    if (entities.size() > MessageText.MAX_ENTITIES || mentions(entities) > MAX_MENTIONS) {
      throw Refusal.ENTITIES_TOO_LONG.exception();
    }
    List<StoredEntity> stored = new ArrayList<>(entities.size());
    for (TypeMessageEntity entity : entities) {
      StoredEntity one = stored(entity, self, peers);
      if (one != null) {
        stored.add(one);
      }
    }
    return stored;
  }

  private static long mentions(List<TypeMessageEntity> entities) {
    return entities.stream().filter(InputMessageEntityMentionName.class::isInstance).count();
  }

  private static @Nullable StoredEntity stored(
      TypeMessageEntity entity, UserId self, PeerInputs peers) {
    return switch (entity) {
      case MessageEntityBold e -> plain(EntityKind.BOLD, e.offset(), e.length());
      case MessageEntityItalic e -> plain(EntityKind.ITALIC, e.offset(), e.length());
      case MessageEntityUnderline e -> plain(EntityKind.UNDERLINE, e.offset(), e.length());
      case MessageEntityStrike e -> plain(EntityKind.STRIKE, e.offset(), e.length());
      case MessageEntitySpoiler e -> plain(EntityKind.SPOILER, e.offset(), e.length());
      case MessageEntityCode e -> plain(EntityKind.CODE, e.offset(), e.length());
      case MessageEntityPre e -> text(EntityKind.PRE, e.offset(), e.length(), e.language());
      case MessageEntityTextUrl e -> text(EntityKind.TEXT_URL, e.offset(), e.length(), e.url());
      case MessageEntityMention e -> plain(EntityKind.MENTION, e.offset(), e.length());
      case MessageEntityHashtag e -> plain(EntityKind.HASHTAG, e.offset(), e.length());
      case MessageEntityCashtag e -> plain(EntityKind.CASHTAG, e.offset(), e.length());
      case MessageEntityBotCommand e -> plain(EntityKind.BOT_COMMAND, e.offset(), e.length());
      case MessageEntityUrl e -> plain(EntityKind.URL, e.offset(), e.length());
      case MessageEntityEmail e -> plain(EntityKind.EMAIL, e.offset(), e.length());
      case MessageEntityPhone e -> plain(EntityKind.PHONE, e.offset(), e.length());
      case MessageEntityBankCard e -> plain(EntityKind.BANK_CARD, e.offset(), e.length());
      case MessageEntityBlockquote e ->
          plain(
              e.collapsed() ? EntityKind.COLLAPSED_BLOCKQUOTE : EntityKind.BLOCKQUOTE,
              e.offset(),
              e.length());
      case MessageEntityCustomEmoji e ->
          id(EntityKind.CUSTOM_EMOJI, e.offset(), e.length(), e.documentId());
      // Whoever is mentioned is shown to the reader, so the writer has to be one who may name them.
      case InputMessageEntityMentionName e ->
          e.userId() instanceof InputUserEmpty
              ? null
              : id(
                  EntityKind.MENTION_NAME,
                  e.offset(),
                  e.length(),
                  peers.user(self, e.userId()).value());
      default -> null;
    };
  }

  private static StoredEntity plain(EntityKind kind, int offset, int length) {
    return new StoredEntity(kind.number(), offset, length, null, null);
  }

  private static StoredEntity text(EntityKind kind, int offset, int length, String text) {
    return new StoredEntity(kind.number(), offset, length, text, null);
  }

  private static StoredEntity id(EntityKind kind, int offset, int length, long id) {
    return new StoredEntity(kind.number(), offset, length, null, id);
  }

  /// What a client is shown; null if there are none, as the protocol's flag wants it.
  static @Nullable List<TypeMessageEntity> shown(
      @Nullable List<StoredEntity> entities, Named named) {
    if (entities == null || entities.isEmpty()) {
      return null;
    }
    List<TypeMessageEntity> shown = new ArrayList<>(entities.size());
    for (StoredEntity entity : entities) {
      shown.add(shown(entity, named));
    }
    return shown;
  }

  private static TypeMessageEntity shown(StoredEntity entity, Named named) {
    int offset = entity.offset();
    int length = entity.length();
    String text = entity.text() == null ? "" : entity.text();
    long id = entity.id() == null ? 0 : entity.id();
    return switch (EntityKind.of(entity.kind())) {
      case UNKNOWN -> new MessageEntityUnknown(offset, length);
      case MENTION -> new MessageEntityMention(offset, length);
      case HASHTAG -> new MessageEntityHashtag(offset, length);
      case BOT_COMMAND -> new MessageEntityBotCommand(offset, length);
      case URL -> new MessageEntityUrl(offset, length);
      case EMAIL -> new MessageEntityEmail(offset, length);
      case BOLD -> new MessageEntityBold(offset, length);
      case ITALIC -> new MessageEntityItalic(offset, length);
      case CODE -> new MessageEntityCode(offset, length);
      case PRE -> new MessageEntityPre(offset, length, text);
      case TEXT_URL -> new MessageEntityTextUrl(offset, length, text);
      case MENTION_NAME -> {
        named.add(id);
        yield new MessageEntityMentionName(offset, length, id);
      }
      case PHONE -> new MessageEntityPhone(offset, length);
      case CASHTAG -> new MessageEntityCashtag(offset, length);
      case UNDERLINE -> new MessageEntityUnderline(offset, length);
      case STRIKE -> new MessageEntityStrike(offset, length);
      case BANK_CARD -> new MessageEntityBankCard(offset, length);
      case SPOILER -> new MessageEntitySpoiler(offset, length);
      case CUSTOM_EMOJI -> new MessageEntityCustomEmoji(offset, length, id);
      case BLOCKQUOTE -> new MessageEntityBlockquote(false, offset, length);
      case COLLAPSED_BLOCKQUOTE -> new MessageEntityBlockquote(true, offset, length);
    };
  }
}
