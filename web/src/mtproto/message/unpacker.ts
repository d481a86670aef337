import { Reader, TlError } from '../../tl/reader'
import { concat, getInt } from '../crypto/bytes'
import { isServers } from './clock'
import { unpack as inflate } from './gzip'
import { GZIP_PACKED, MSG_CONTAINER, MSG_COPY, RPC_RESULT } from './ids'

/** A message of a packet. */
export interface Message {
  msgId: bigint
  seqNo: number
  body: Uint8Array
}

const MAX_MESSAGES = 1024

/** What all that is packed in one packet may unpack to together. */
const MAX_UNPACKED = 16 << 20

/**
 * The messages that a packet's message carries: no containers, copies or packed ones, and `rpc_result`s whose result is not packed
 * either. See core.telegram.org/mtproto/service_messages, "Containers" and "Packed Object".
 */
export async function unpack(outer: Message): Promise<Message[]> {
  const budget = { left: MAX_UNPACKED }
  const message = await unzip(outer, budget)
  if (idOf(message) !== MSG_CONTAINER) return [await opened(message, outer, budget)]
  const input = new Reader(message.body)
  input.int()
  const count = input.int()
  if (count < 0 || count > MAX_MESSAGES) throw new TlError(`a container of ${count} messages`)
  const messages: Message[] = []
  for (let i = 0; i < count; i++) messages.push(await opened(await unzip(inner(input, outer), budget), outer, budget))
  input.expectEnd()
  return messages
}

type Budget = { left: number }

/** A message that holds no other, out of what may be a copy of it. */
async function opened(message: Message, outer: Message, budget: Budget): Promise<Message> {
  let plain = message
  if (idOf(message) === MSG_COPY) {
    const input = new Reader(message.body)
    input.int()
    plain = await unzip(inner(input, outer), budget)
    input.expectEnd()
  }
  if ([MSG_CONTAINER, MSG_COPY, GZIP_PACKED].includes(idOf(plain))) throw new TlError('a container in a container')
  if (idOf(plain) !== RPC_RESULT || plain.body.length < 16 || getInt(plain.body, 12) !== GZIP_PACKED) return plain
  const result = await unzip({ ...plain, body: plain.body.subarray(12) }, budget)
  return { ...plain, body: concat(plain.body.subarray(0, 12), result.body) }
}

function inner(input: Reader, outer: Message): Message {
  const msgId = input.long()
  const seqNo = input.int()
  const length = input.int()
  if (length < 4 || length % 4 !== 0) throw new TlError(`a message of ${length} bytes`)
  if (msgId >= outer.msgId || !isServers(msgId)) throw new TlError('a message whose id does not fit its container')
  return { msgId, seqNo, body: input.raw(length) }
}

async function unzip(message: Message, budget: Budget): Promise<Message> {
  if (idOf(message) !== GZIP_PACKED) return message
  const input = new Reader(message.body)
  input.int()
  const body = await inflate(input.bytes(), budget.left)
  input.expectEnd()
  budget.left -= body.length
  if (body.length < 4) throw new TlError('an empty message')
  return { ...message, body }
}

const idOf = (message: Message): number => getInt(message.body, 0)
