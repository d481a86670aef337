import { Reader } from '../tl/reader'
import { Ctr } from '../mtproto/crypto/aes'
import { AuthKey } from '../mtproto/crypto/authKey'
import { concat, getInt, getLong, putInt, putLong, random } from '../mtproto/crypto/bytes'
import { HEADER, open, type Sender, seal } from '../mtproto/crypto/seal'
import { MSG_CONTAINER, RPC_RESULT } from '../mtproto/message/ids'

/** A packet as the server opens it. */
interface Heard {
  salt: bigint
  sessionId: bigint
  outerId: bigint
  messages: { msgId: bigint; seqNo: number; body: Uint8Array }[]
}

/** What a packet that the server sends says in its head; the rest is as it should be. */
export interface Head {
  msgId?: bigint
  seqNo?: number
  salt?: bigint
  sessionId?: bigint
  length?: number
  sender?: Sender
}

/** The server's end of a session, for tests: it opens what the client sends and seals whatever it is told to. */
export class ServerEnd {
  readonly key = new AuthKey(random(256))
  /** Of the client's last packet. */
  sessionId = 0n
  salt = 5n
  #lastId = 0n

  hear(packet: Uint8Array): Heard {
    const plain = open(this.key, 'client', packet)
    if (!plain) throw new Error('not sealed by the client')
    this.sessionId = getLong(plain, 8)
    const outer = { msgId: getLong(plain, 16), seqNo: getInt(plain, 24), body: plain.slice(HEADER) }
    const heard = { salt: getLong(plain, 0), sessionId: this.sessionId, outerId: outer.msgId }
    if (getInt(outer.body, 0) !== MSG_CONTAINER) return { ...heard, messages: [outer] }
    const input = new Reader(outer.body)
    input.int()
    const messages = Array.from({ length: input.int() }, () => {
      const [msgId, seqNo] = [input.long(), input.int()]
      return { msgId, seqNo, body: input.raw(input.int()).slice() }
    })
    input.expectEnd()
    return { ...heard, messages }
  }

  /** A new id; `mark` 1 is an answer's, 3 a notice's. */
  id(mark = 1, ageSeconds = 0): bigint {
    const now = (BigInt(Math.floor(Date.now() / 1000) - ageSeconds) << 32n) + BigInt(mark)
    if (ageSeconds !== 0) return now
    this.#lastId = now > this.#lastId ? now : this.#lastId - (this.#lastId & 3n) + 4n + BigInt(mark)
    return this.#lastId
  }

  say(body: Uint8Array, head: Head = {}): Uint8Array {
    const header = new Uint8Array(HEADER)
    putLong(header, 0, head.salt ?? this.salt)
    putLong(header, 8, head.sessionId ?? this.sessionId)
    putLong(header, 16, head.msgId ?? this.id())
    putInt(header, 24, head.seqNo ?? 1)
    putInt(header, 28, head.length ?? body.length)
    return seal(this.key, head.sender ?? 'server', concat(header, body))
  }

  container(bodies: Uint8Array[]): Uint8Array {
    const head = new Uint8Array(8)
    putInt(head, 0, MSG_CONTAINER)
    putInt(head, 4, bodies.length)
    const parts = bodies.flatMap((body) => {
      const numbers = new Uint8Array(16)
      putLong(numbers, 0, this.id())
      putInt(numbers, 8, 1)
      putInt(numbers, 12, body.length)
      return [numbers, body]
    })
    return concat(head, ...parts)
  }
}

export function rpcResult(reqMsgId: bigint, answer: Uint8Array): Uint8Array {
  const head = new Uint8Array(12)
  putInt(head, 0, RPC_RESULT)
  putLong(head, 4, reqMsgId)
  return concat(head, answer)
}

/** The server's end of an obfuscated stream. */
export class ServerTransport {
  #in: Ctr | undefined
  #out: Ctr | undefined
  #rest = new Uint8Array(0)

  receive(bytes: Uint8Array): Uint8Array[] {
    let data = bytes
    if (!this.#in) {
      const seed = bytes.slice(8, 56)
      const reversed = seed.slice().reverse()
      this.#in = new Ctr(seed.slice(0, 32), seed.slice(32))
      this.#out = new Ctr(reversed.slice(0, 32), reversed.slice(32))
      if (getInt(this.#in.apply(bytes.slice(0, 64)), 56) !== (0xeeeeeeee | 0)) throw new Error('not intermediate')
      data = bytes.slice(64)
    }
    data = concat(this.#rest, this.#in.apply(data))
    const packets: Uint8Array[] = []
    while (data.length >= 4 && data.length >= 4 + getInt(data, 0)) {
      packets.push(data.slice(4, 4 + getInt(data, 0)))
      data = data.slice(4 + getInt(data, 0))
    }
    this.#rest = data.slice()
    return packets
  }

  frame(packet: Uint8Array): Uint8Array {
    const length = new Uint8Array(4)
    putInt(length, 0, packet.length)
    if (!this.#out) throw new Error('nothing was received yet')
    return this.#out.apply(concat(length, packet))
  }
}
