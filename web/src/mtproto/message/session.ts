import type * as tl from '@generated/tl'
import { decode, encode, encodeCall, idOf, readAny } from '../../tl/codec'
import { Reader } from '../../tl/reader'
import type { AuthKey } from '../crypto/authKey'
import { concat, getInt, getLong, putInt, putLong, randomLong } from '../crypto/bytes'
import { HEADER, open, seal } from '../crypto/seal'
import { Calls, type Outgoing } from './calls'
import { isServers, ServerClock } from './clock'
import { MSG_CONTAINER, RPC_ERROR, RPC_RESULT } from './ids'
import { Received } from './received'
import { type Message, unpack } from './unpacker'

/**
 * The client's session with a server, over connections that come and go: bytes in, bytes and events out.
 *
 * Calls are known by an id of their own, which stays when a call must go out under another `msg_id`; each ends in one `answer` or
 * `error`, however often the connection breaks. Everything said between two calls of {@link Session.flush} goes in one packet.
 * See core.telegram.org/mtproto/description, /mtproto/service_messages and /mtproto/security_guidelines.
 */
export type SessionEvent =
  | { kind: 'answer'; callId: number; body: Uint8Array }
  | { kind: 'error'; callId: number; code: number; message: string }
  /** What nobody asked for: updates. */
  | { kind: 'update'; body: Uint8Array }
  /** The server began the session anew: updates may be missing. */
  | { kind: 'begun' }

/** What the server refuses messages for. See mtproto/service_messages_about_messages, "Notice of Ignored Error Message". */
const ID_TOO_LOW = 16
const ID_TOO_HIGH = 17
const CONTAINER_ID_REUSED = 19
const TOO_OLD = 20
const SEQ_NO_TOO_LOW = 32
const SEQ_NO_TOO_HIGH = 33
const WRONG_SALT = 48

/** Acknowledgements go along with whatever is sent next, the ping at the latest, or when they are this many. */
const MAX_ACKS = 16

/** Future salts are asked for again when fewer are left. */
const FEW_SALTS = 2
const SALTS_ASKED = 16

/** The server does what the protocol forbids: the connection is to be closed. */
class ProtocolError extends Error {}

export class Session {
  readonly #key: AuthKey
  readonly #clock: ServerClock
  readonly #calls = new Calls()
  #received = new Received()
  #id = randomLong()
  #contentRelated = 0
  #salt: bigint
  #salts: tl.future_salt[] = []
  #askedForSalts = false
  #acks: bigint[] = []

  constructor(key: AuthKey, salt: bigint, offsetMillis: number) {
    this.#key = key
    this.#salt = salt
    this.#clock = new ServerClock(offsetMillis)
  }

  get salt(): bigint {
    return this.#salt
  }

  /** The server's time less this machine's. */
  get offsetMillis(): number {
    return this.#clock.offsetMillis
  }

  get hasUnanswered(): boolean {
    return this.#calls.hasUnanswered
  }

  /** @param lane calls of the same lane run one after the other, each only if the one before it did not fail */
  call(callId: number, query: Uint8Array, lane?: string): void {
    this.#calls.add(query, callId, lane)
  }

  /** Gives up a call: no event will end it, and the server is asked not to answer. */
  cancel(callId: number): void {
    const reqMsgId = this.#calls.cancel(callId)
    if (reqMsgId !== 0n) this.#calls.add(encodeCall('rpc_drop_answer', { reqMsgId }))
  }

  /** Asks for a sign of life, and that the server close the connection unless it is asked again within the delay. */
  ping(disconnectDelay: number): void {
    this.#calls.add(encodeCall('ping_delay_disconnect', { pingId: randomLong(), disconnectDelay }))
  }

  /** There is a new connection: what has no answer goes out again. */
  connected(): void {
    this.#calls.resendAll()
    this.#askedForSalts = false
  }

  /** The next packet to send, if there is one. */
  flush(): Uint8Array | undefined {
    if (!this.#calls.hasWaiting && this.#acks.length < MAX_ACKS) return undefined
    if (this.#acks.length > 0) {
      this.#calls.add(encode({ _: 'msgs_ack', msgIds: this.#acks }))
      this.#acks = []
    }
    this.#chooseSalt()
    return this.#packet(this.#calls.take())
  }

  /**
   * Takes a packet from the server.
   *
   * @throws if it is not what the server of this session sends: the connection is to be closed
   */
  async receive(packet: Uint8Array): Promise<SessionEvent[]> {
    const plain = open(this.#key, 'server', packet)
    if (!plain) throw new ProtocolError('a packet that the server did not seal')
    if (getLong(plain, 8) !== this.#id) throw new ProtocolError('a packet of another session')
    const outer: Message = { msgId: getLong(plain, 16), seqNo: getInt(plain, 24), body: plain.subarray(HEADER) }
    if (!isServers(outer.msgId)) throw new ProtocolError('a packet whose id is not a server\'s')
    if (outer.body.length < 4) throw new ProtocolError('an empty packet')
    const messages = await unpack(outer)
    const events: SessionEvent[] = []
    if (this.#clock.isTimely(outer.msgId) || this.#provesTime(outer, messages)) {
      this.#take(outer, messages, getLong(plain, 0), events)
    } else {
      this.#takeNoticesOfTime(messages, events)
    }
    return events
  }

  #take(outer: Message, messages: Message[], salt: bigint, events: SessionEvent[]): void {
    if (messages.length !== 1 || messages[0]?.msgId !== outer.msgId) this.#received.add(outer.msgId)
    let refused = false
    for (const message of messages) {
      const verdict = this.#received.add(message.msgId)
      if (verdict === 'new') refused = this.#handle(message, salt, events) || refused
      // After it was handled: a notice may have begun another session.
      if (verdict !== 'tooOld' && (message.seqNo & 1) === 1) this.#acknowledge(message.msgId)
    }
    if (!refused) this.#calls.confirm()
  }

  /**
   * Whether a packet of another time answers a call, which no copy of an old one can do: it was long on its way, or this end's
   * clock is behind, and is set right.
   */
  #provesTime(outer: Message, messages: Message[]): boolean {
    const proves = messages.some(
      ({ body }) => body.length >= 12 && getInt(body, 0) === RPC_RESULT && this.#calls.awaits(getLong(body, 4)),
    )
    if (proves) this.#clock.follow(outer.msgId)
    return proves
  }

  /** A packet of another time is ignored, unless it answers what was sent and says that this end's time or salt is wrong. */
  #takeNoticesOfTime(messages: Message[], events: SessionEvent[]): void {
    for (const message of messages) {
      const value = service(message)
      const about = value?._ === 'bad_msg_notification' || value?._ === 'bad_server_salt' ? value : undefined
      if (about && [ID_TOO_LOW, ID_TOO_HIGH, WRONG_SALT].includes(about.errorCode)) {
        if (this.#received.add(message.msgId) === 'new') this.#refused(about, message, events)
      }
    }
  }

  /** Answers whether it says that something was refused. */
  #handle(message: Message, salt: bigint, events: SessionEvent[]): boolean {
    if (getInt(message.body, 0) === RPC_RESULT) {
      this.#result(message.body, salt, events)
      return false
    }
    const value = service(message)
    switch (value?._) {
      case undefined:
        events.push({ kind: 'update', body: message.body })
        return false
      case 'bad_msg_notification':
      case 'bad_server_salt':
        this.#refused(value, message, events)
        return true
      case 'new_session_created':
        this.#calls.forgottenBelow(value.firstMsgId)
        this.#adopt(value.serverSalt)
        events.push({ kind: 'begun' })
        return false
      case 'future_salts':
        this.#salts = value.salts
        this.#askedForSalts = value.salts.length < FEW_SALTS
        return false
      case 'msg_detailed_info':
      case 'msg_new_detailed_info':
        this.#fetch(value.answerMsgId)
        return false
      default:
        // Pongs and acknowledgements: nothing that this end needs, it waits for answers.
        return false
    }
  }

  #result(body: Uint8Array, salt: bigint, events: SessionEvent[]): void {
    const callId = this.#calls.answered(getLong(body, 4))
    if (callId === undefined) return
    if (this.#salts.length === 0) this.#salt = salt
    const answer = body.slice(12)
    if (answer.length >= 4 && getInt(answer, 0) === RPC_ERROR) {
      const error = decode('RpcError', answer) as tl.RpcError
      events.push({ kind: 'error', callId, code: error.errorCode, message: error.errorMessage })
    } else {
      events.push({ kind: 'answer', callId, body: answer })
    }
  }

  #refused(notice: tl.BadMsgNotification, message: Message, events: SessionEvent[]): void {
    const code = notice.errorCode
    const known = code === TOO_OLD ? this.#calls.tooOld(notice.badMsgId) : this.#calls.ignored(notice.badMsgId)
    if (!known) return
    if (notice._ === 'bad_server_salt') {
      this.#adopt(notice.newServerSalt)
    } else if (code === ID_TOO_LOW) {
      this.#clock.follow(message.msgId)
    } else if (code === ID_TOO_HIGH) {
      const highest = this.#clock.goBack(message.msgId)
      if (highest !== undefined) this.#calls.renewAbove(highest)
    } else if (code === SEQ_NO_TOO_LOW || code === SEQ_NO_TOO_HIGH) {
      this.#renew()
      events.push({ kind: 'begun' })
    } else if (code !== TOO_OLD && code !== CONTAINER_ID_REUSED) {
      throw new ProtocolError(`the server refused a message with code ${code}`)
    }
  }

  /** The server's word on its salt counts more than what it foretold. */
  #adopt(salt: bigint): void {
    this.#salt = salt
    this.#salts = []
    this.#askedForSalts = false
  }

  /** Uses the newest salt that is valid now, and asks for more in time. */
  #chooseSalt(): void {
    const now = this.#clock.seconds()
    this.#salts = this.#salts.filter((salt) => salt.validUntil > now)
    const valid = this.#salts.filter((salt) => salt.validSince <= now)
    const newest = valid.reduce((a, b) => (b.validSince > a.validSince ? b : a), valid[0] as tl.future_salt)
    if (valid.length > 0) this.#salt = newest.salt
    if (this.#salts.length < FEW_SALTS && !this.#askedForSalts) {
      this.#askedForSalts = true
      this.#calls.add(encodeCall('get_future_salts', { num: SALTS_ASKED }))
    }
  }

  #acknowledge(msgId: bigint): void {
    this.#acks.push(msgId)
  }

  /** Asks for a message that the server only tells of. */
  #fetch(msgId: bigint): void {
    if (this.#received.has(msgId)) this.#acknowledge(msgId)
    else this.#calls.add(encode({ _: 'msg_resend_req', msgIds: [msgId] }))
  }

  /** Leaves the session for a new one, with the calls that have no answer. */
  #renew(): void {
    this.#id = randomLong()
    this.#contentRelated = 0
    this.#acks = []
    this.#received = new Received()
    this.#calls.renewAll()
  }

  /** A single new message goes bare; several, and any that goes out again, in a container, whose own id is new. */
  #packet(messages: Outgoing[]): Uint8Array {
    const [first] = messages
    const bare = messages.length === 1 && first !== undefined && first.msgId === 0n ? first : undefined
    for (const message of messages) this.#number(message)
    if (bare) {
      bare.sentIn = bare.msgId
      return this.#seal(bare.msgId, bare.seqNo, this.#bodyOf(bare))
    }
    const id = this.#clock.nextId()
    const head = new Uint8Array(8)
    putInt(head, 0, MSG_CONTAINER)
    putInt(head, 4, messages.length)
    const parts = messages.flatMap((message) => {
      message.sentIn = id
      const body = this.#bodyOf(message)
      const numbers = new Uint8Array(16)
      putLong(numbers, 0, message.msgId)
      putInt(numbers, 8, message.seqNo)
      putInt(numbers, 12, body.length)
      return [numbers, body]
    })
    return this.#seal(id, 2 * this.#contentRelated, concat(head, ...parts))
  }

  #number(message: Outgoing): void {
    if (message.msgId === 0n) {
      message.msgId = this.#clock.nextId()
      message.seqNo = message.callId === undefined ? 2 * this.#contentRelated : 2 * this.#contentRelated++ + 1
    }
  }

  #bodyOf(message: Outgoing): Uint8Array {
    const msgId = this.#calls.predecessor(message)
    return msgId === undefined ? message.body : encodeCall('invokeAfterMsg', { msgId, query: message.body })
  }

  #seal(msgId: bigint, seqNo: number, body: Uint8Array): Uint8Array {
    const header = new Uint8Array(HEADER)
    putLong(header, 0, this.#salt)
    putLong(header, 8, this.#id)
    putLong(header, 16, msgId)
    putInt(header, 24, seqNo)
    putInt(header, 28, body.length)
    return seal(this.#key, 'client', concat(header, body))
  }
}

const SERVICE = [
  'bad_msg_notification',
  'bad_server_salt',
  'new_session_created',
  'pong',
  'future_salts',
  'msgs_ack',
  'msg_detailed_info',
  'msg_new_detailed_info',
] as const

type Service = Extract<tl.Any, { _: (typeof SERVICE)[number] }>

const SERVICE_IDS: number[] = SERVICE.map(idOf)

/** A message about messages; undefined if it is something else. */
function service(message: Message): Service | undefined {
  if (!SERVICE_IDS.includes(getInt(message.body, 0))) return undefined
  const input = new Reader(message.body)
  const value = readAny(input)
  input.expectEnd()
  return value as Service
}
