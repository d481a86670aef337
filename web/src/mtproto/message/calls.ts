/** A message on its way out. It gets its numbers when it is first sent and keeps them when it is sent again, which is how the server tells the copy. */
export interface Outgoing {
  /** What the sender knows a call by; a service message has none. */
  readonly callId: number | undefined
  readonly body: Uint8Array
  readonly lane: string | undefined
  /** The call before it in its lane. */
  readonly after: number | undefined
  /** 0 until it is sent. */
  msgId: bigint
  seqNo: number
  /** The id of the packet's message that carried it last: a container's, or its own. */
  sentIn: bigint
}

/** Service messages of the newest packets, kept until the server is known not to have refused those. */
const MAX_UNCONFIRMED = 8

const MAX_MESSAGES = 1000
const MAX_BYTES = 256 * 1024

/** What a session has to say: calls without an answer, of which some still wait to be sent, and service messages beside them. */
export class Calls {
  readonly #unanswered = new Map<number, Outgoing>()
  #waiting: Outgoing[] = []
  #unconfirmed: Outgoing[] = []

  get hasWaiting(): boolean {
    return this.#waiting.length > 0
  }

  get hasUnanswered(): boolean {
    return this.#unanswered.size > 0
  }

  add(body: Uint8Array, callId?: number, lane?: string): void {
    const after = lane === undefined ? undefined : [...this.#unanswered.values()].findLast((call) => call.lane === lane)?.callId
    const message: Outgoing = { callId, body, lane, after, msgId: 0n, seqNo: 0, sentIn: 0n }
    if (callId !== undefined) this.#unanswered.set(callId, message)
    this.#waiting.push(message)
  }

  /** What goes into the next packet. */
  take(): Outgoing[] {
    let count = 0
    let bytes = 0
    for (const { body } of this.#waiting) {
      bytes += body.length + 16
      if (count === MAX_MESSAGES || (count > 0 && bytes > MAX_BYTES)) break
      count++
    }
    const batch = this.#waiting.splice(0, count)
    const services = batch.filter((message) => message.callId === undefined)
    this.#unconfirmed = [...this.#unconfirmed, ...services].slice(-MAX_UNCONFIRMED)
    return batch
  }

  /** What the call was sent with that this one has to wait for, if that has no answer yet; 0 if it waits to be sent anew. */
  predecessor({ after }: Outgoing): bigint | undefined {
    return after === undefined ? undefined : this.#unanswered.get(after)?.msgId
  }

  /** Whether a call that was sent with this id has no answer yet. */
  awaits(msgId: bigint): boolean {
    return this.#find(msgId) !== undefined
  }

  /** The call that was sent with this id, taken out as it is answered. */
  answered(msgId: bigint): number | undefined {
    const call = this.#find(msgId)
    if (call?.callId !== undefined) this.cancel(call.callId)
    return call?.callId
  }

  /** Takes out a call whose answer nobody waits for any more; answers what it was sent with. */
  cancel(callId: number): bigint {
    const call = this.#unanswered.get(callId)
    this.#unanswered.delete(callId)
    this.#waiting = this.#waiting.filter((message) => message !== call)
    return call?.msgId ?? 0n
  }

  /** A packet was not refused: what it carried beside calls has arrived. */
  confirm(): void {
    this.#unconfirmed = []
  }

  /** The connection is new: every call goes out again, as the message that it was. */
  resendAll(): void {
    this.#unconfirmed = []
    this.#waiting = [...this.#unanswered.values()]
    this.#sort()
  }

  /**
   * The server ignored the message or container with this id: what it carried goes out again, under the ids that it has, for an
   * earlier packet may have brought it before. False if this end knows of no such message.
   */
  ignored(msgId: bigint): boolean {
    return this.#again((message) => message.msgId === msgId || message.sentIn === msgId)
  }

  /** The server cannot tell any more whether it has had this message: it goes out as another one. */
  tooOld(msgId: bigint): boolean {
    const found = this.#again((message) => message.msgId === msgId)
    this.#renew((message) => message.msgId === msgId)
    return found
  }

  /** The server has had nothing below this id. */
  forgottenBelow(msgId: bigint): void {
    this.#again((message) => message.msgId < msgId)
  }

  /** No server can have taken what has a higher id than this: it goes out under another. */
  renewAbove(msgId: bigint): void {
    this.#renew((message) => message.msgId > msgId)
  }

  /** The session is a new one: all go out as new messages. */
  renewAll(): void {
    this.#again(() => true)
    this.#renew(() => true)
  }

  #find(msgId: bigint): Outgoing | undefined {
    if (msgId !== 0n) for (const call of this.#unanswered.values()) if (call.msgId === msgId) return call
    return undefined
  }

  #again(which: (message: Outgoing) => boolean): boolean {
    const found = [...this.#unconfirmed, ...this.#unanswered.values()].filter(
      (message) => message.msgId !== 0n && which(message),
    )
    for (const message of found) message.sentIn = 0n
    this.#unconfirmed = this.#unconfirmed.filter((message) => !found.includes(message))
    this.#waiting = [...new Set([...this.#waiting, ...found])]
    this.#sort()
    return found.length > 0
  }

  #renew(which: (message: Outgoing) => boolean): void {
    for (const message of [...this.#waiting, ...this.#unanswered.values()]) {
      if (message.msgId !== 0n && which(message)) {
        message.msgId = 0n
        message.sentIn = 0n
      }
    }
  }

  /** The older first, what has no id yet at the end as it came. */
  #sort(): void {
    const age = ({ msgId }: Outgoing) => (msgId === 0n ? 1n << 63n : msgId)
    this.#waiting.sort((a, b) => (age(a) < age(b) ? -1 : age(a) > age(b) ? 1 : 0))
  }
}
