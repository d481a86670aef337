import type * as tl from '@generated/tl'
import type { Draft } from '../model/dialog'
import type { Content, Entity, EntityKind, Forward, Message, Reply, RichText } from '../model/message'
import { userPeer, type NotifySettings, type PeerId, type Presence, type User } from '../model/peer'

/** The service that sends login codes. */
const SERVICE_ID = 777000n

/** A person and what it takes to name them to the server. */
export interface Known {
  peer: User
  hash: bigint
}

const messageKey = (peer: PeerId, id: number): string => `${peer}/${id}`

export const peerOf = (peer: tl.Peer | undefined): PeerId | undefined =>
  peer?._ === 'peerUser' ? userPeer(Number(peer.userId)) : undefined

export function presenceOf(status: tl.UserStatus | undefined): Presence {
  switch (status?._) {
    case 'userStatusOnline':
      return { kind: 'online', until: status.expires }
    case 'userStatusOffline':
      return { kind: 'offline', at: status.wasOnline }
    case 'userStatusRecently':
      return { kind: 'recently' }
    case 'userStatusLastWeek':
      return { kind: 'lastWeek' }
    case 'userStatusLastMonth':
      return { kind: 'lastMonth' }
    default:
      return { kind: 'hidden' }
  }
}

export function personOf(user: tl.User): Known {
  const whole = user._ === 'user' ? user : undefined
  const userName = whole?.username ?? whole?.usernames?.find((name) => name.active)?.username
  return {
    hash: whole?.accessHash ?? 0n,
    peer: {
      kind: 'user',
      id: userPeer(Number(user.id)),
      firstName: whole?.firstName ?? '',
      lastName: whole?.lastName ?? '',
      ...(userName ? { userName } : {}),
      ...(whole?.phone ? { number: whole.phone } : {}),
      presence: presenceOf(whole?.status),
      isSelf: whole?.self ?? false,
      isContact: whole?.contact ?? false,
      isService: user.id === SERVICE_ID,
      deleted: whole ? (whole.deleted ?? false) : true,
    },
  }
}

export function messageOf(message: tl.Message, self: PeerId): Message | undefined {
  if (message._ === 'messageEmpty') return undefined
  const peer = peerOf(message.peerId)
  if (!peer) return undefined
  const text = message._ === 'message' ? message : undefined
  const reply = text && replyOf(text.replyTo)
  const forward = text?.fwdFrom && forwardOf(text.fwdFrom)
  return {
    key: messageKey(peer, message.id),
    id: message.id,
    peer,
    from: peerOf(message.fromId) ?? (message.out ? self : peer),
    out: (message.out ?? false) || peer === self,
    date: message.date,
    ...(text?.editDate && !text.editHide ? { editDate: text.editDate } : {}),
    content: contentOf(message),
    ...(reply ? { reply } : {}),
    ...(forward ? { forward } : {}),
    silent: message.silent ?? false,
    pinned: text?.pinned ?? false,
    delivery: { state: 'sent' },
  }
}

function contentOf(message: tl.message | tl.messageService): Content {
  if (message._ === 'message') {
    return { kind: 'text', text: message.message, entities: entitiesOf(message.entities) }
  }
  switch (message.action._) {
    case 'messageActionContactSignUp':
      return { kind: 'service', action: { kind: 'joined' } }
    case 'messageActionHistoryClear':
      return { kind: 'service', action: { kind: 'historyCleared' } }
    case 'messageActionPinMessage': {
      const id = message.replyTo?._ === 'messageReplyHeader' ? message.replyTo.replyToMsgId : undefined
      return { kind: 'service', action: { kind: 'pinned', id: id ?? 0 } }
    }
    default:
      return { kind: 'service', action: { kind: 'other' } }
  }
}

function replyOf(header: tl.messageReplyHeader | undefined): Reply | undefined {
  if (!header || (!header.replyToMsgId && !header.replyFrom)) return undefined
  const peer = peerOf(header.replyToPeerId)
  const author = header.replyFrom && forwardOf(header.replyFrom)
  return {
    id: header.replyToMsgId ?? 0,
    ...(peer ? { peer } : {}),
    ...(author?.from ? { author: { peer: author.from } } : author?.fromName ? { author: { name: author.fromName } } : {}),
    ...(header.quoteText !== undefined
      ? { quote: { text: header.quoteText, entities: entitiesOf(header.quoteEntities), offset: header.quoteOffset ?? 0 } }
      : {}),
  }
}

function forwardOf(header: tl.messageFwdHeader): Forward {
  const from = peerOf(header.fromId)
  const saved = peerOf(header.savedFromPeer)
  return {
    date: header.date,
    ...(saved && header.savedFromMsgId ? { origin: { peer: saved, id: header.savedFromMsgId } } : {}),
    ...(from ? { from } : {}),
    ...(header.fromName ? { fromName: header.fromName } : {}),
  }
}

const PLAIN = {
  bold: 'messageEntityBold',
  italic: 'messageEntityItalic',
  underline: 'messageEntityUnderline',
  strike: 'messageEntityStrike',
  spoiler: 'messageEntitySpoiler',
  code: 'messageEntityCode',
  url: 'messageEntityUrl',
  email: 'messageEntityEmail',
  phone: 'messageEntityPhone',
  mention: 'messageEntityMention',
  hashtag: 'messageEntityHashtag',
  command: 'messageEntityBotCommand',
  cashtag: 'messageEntityCashtag',
  bankCard: 'messageEntityBankCard',
} as const

type PlainKind = keyof typeof PLAIN
const PLAIN_KINDS = new Map<string, PlainKind>(Object.entries(PLAIN).map(([kind, name]) => [name, kind as PlainKind]))

export function entitiesOf(entities: readonly tl.MessageEntity[] | undefined): Entity[] {
  return (entities ?? []).flatMap((entity): Entity[] => {
    const kind = entityKind(entity)
    return kind ? [{ offset: entity.offset, length: entity.length, ...kind }] : []
  })
}

function entityKind(entity: tl.MessageEntity): EntityKind | undefined {
  switch (entity._) {
    case 'messageEntityPre':
      return { kind: 'pre', language: entity.language }
    case 'messageEntityBlockquote':
      return { kind: 'quote', collapsed: entity.collapsed ?? false }
    case 'messageEntityTextUrl':
      return { kind: 'link', url: entity.url }
    case 'messageEntityMentionName':
      return { kind: 'person', peer: userPeer(Number(entity.userId)) }
    default: {
      const kind = PLAIN_KINDS.get(entity._)
      return kind && ({ kind } as EntityKind)
    }
  }
}

/** How to name people to the server. */
export interface Naming {
  inputUser(peer: PeerId): tl.InputUser
  inputPeer(peer: PeerId): tl.InputPeer
}

export function tlEntities(entities: readonly Entity[], naming: Naming): tl.MessageEntity[] | undefined {
  if (entities.length === 0) return undefined
  return entities.map((entity): tl.MessageEntity => {
    const { offset, length } = entity
    switch (entity.kind) {
      case 'pre':
        return { _: 'messageEntityPre', offset, length, language: entity.language }
      case 'quote':
        return { _: 'messageEntityBlockquote', offset, length, collapsed: entity.collapsed }
      case 'link':
        return { _: 'messageEntityTextUrl', offset, length, url: entity.url }
      case 'person':
        return { _: 'inputMessageEntityMentionName', offset, length, userId: naming.inputUser(entity.peer) }
      default:
        return { _: PLAIN[entity.kind], offset, length }
    }
  })
}

export function tlReply(reply: Reply | undefined, naming: Naming): tl.inputReplyToMessage | undefined {
  if (!reply) return undefined
  return {
    _: 'inputReplyToMessage',
    replyToMsgId: reply.id,
    ...(reply.peer ? { replyToPeerId: naming.inputPeer(reply.peer) } : {}),
    ...(reply.quote
      ? {
          quoteText: reply.quote.text,
          quoteEntities: tlEntities(reply.quote.entities, naming),
          quoteOffset: reply.quote.offset,
        }
      : {}),
  }
}

export function draftOf(draft: tl.DraftMessage | undefined): Draft | undefined {
  if (draft?._ !== 'draftMessage') return undefined
  const to = draft.replyTo
  const { replyToPeerId } = to ?? {}
  const reply: Reply | undefined = to && {
    id: to.replyToMsgId,
    ...(replyToPeerId?._ === 'inputPeerUser' ? { peer: userPeer(Number(replyToPeerId.userId)) } : {}),
    ...(to.quoteText !== undefined
      ? { quote: { text: to.quoteText, entities: entitiesOf(to.quoteEntities), offset: to.quoteOffset ?? 0 } }
      : {}),
  }
  return {
    text: draft.message,
    entities: entitiesOf(draft.entities),
    date: draft.date,
    ...(reply ? { reply } : {}),
  }
}

export const notifyOf = (settings: tl.PeerNotifySettings): NotifySettings => ({
  ...(settings.muteUntil !== undefined ? { muteUntil: settings.muteUntil } : {}),
  ...(settings.silent !== undefined ? { silent: settings.silent } : {}),
  ...(settings.showPreviews !== undefined ? { showPreviews: settings.showPreviews } : {}),
})

export const isEmptyText = (text: RichText): boolean => text.text.trim() === ''

export const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

export const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
