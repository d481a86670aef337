import { afterEach, beforeEach, vi } from 'vitest'
import type * as tl from '@generated/tl'
import { Session } from '../mtproto/message/session'
import { encode, encodeCall, loadRest } from '../tl/codec'
import { type Head, ServerEnd } from './serverEnd'

await loadRest()

/** A call, and an answer to it. */
export const QUERY = encodeCall('updates.getState', {})
export const ANSWER = encode({ _: 'updates.state', pts: 1, qts: 2, date: 3, seq: 4, unreadCount: 5 })

type Sent = ReturnType<ServerEnd['hear']>

/** The calls of a packet, without the service messages beside them. */
export const callsIn = (sent: Sent) => sent.messages.filter(({ seqNo }) => (seqNo & 1) === 1)

/** A session and the server it talks with. */
class BothEnds {
  server = new ServerEnd()
  session = new Session(this.server.key, 5n, 0)

  /** What the session has to send, as the server opens it. */
  readonly sent = (): Sent => {
    const packet = this.session.flush()
    if (!packet) throw new Error('nothing was sent')
    return this.server.hear(packet)
  }

  readonly receive = (body: Uint8Array, head: Head = {}) => this.session.receive(this.server.say(body, head))

  readonly says = (value: tl.Any, head: Head = {}) => this.receive(encode(value), head)

  readonly badMsg = (badMsgId: bigint, errorCode: number, head: Head = {}) =>
    this.says({ _: 'bad_msg_notification', badMsgId, badMsgSeqno: 1, errorCode }, { seqNo: 0, ...head })
}

/** Both ends, new for each test of a file, at a time that stands still. */
export function bothEnds(): BothEnds {
  const ends = new BothEnds()
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date'] })
    ends.server = new ServerEnd()
    ends.session = new Session(ends.server.key, 5n, 0)
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  return ends
}
