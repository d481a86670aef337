/** How old and how far ahead a message may be. See core.telegram.org/mtproto/description, "Message Identifier (msg_id)". */
const PAST_SECONDS = 300
const FUTURE_SECONDS = 30

/** The ids of a sixteenth of a second. */
const ROOM = 1n << 28n

export const secondsOf = (msgId: bigint): number => Number(msgId >> 32n)

/** The two lowest bits of an id tell who made it: a client 0, a server 1 (answers) or 3. */
export const isServers = (msgId: bigint): boolean => (msgId & 1n) === 1n

/** The server's time as far as it is known, and the `msg_id`s made of it, which always rise. */
export class ServerClock {
  #offsetMillis: number
  #last = 0n

  constructor(offsetMillis: number) {
    this.#offsetMillis = offsetMillis
  }

  get offsetMillis(): number {
    return this.#offsetMillis
  }

  seconds(): number {
    return Math.floor(this.#millis() / 1000)
  }

  /** A new id: the time in units of 2^-32 seconds, divisible by four. */
  nextId(): bigint {
    const millis = this.#millis()
    const seconds = Math.floor(millis / 1000)
    const fraction = Math.floor(((millis - 1000 * seconds) / 1000) * 0x40000000)
    const now = (BigInt(seconds) << 32n) | (BigInt(fraction) << 2n)
    this.#last = now > this.#last ? now : this.#last + 4n
    return this.#last
  }

  /** Whether an id was made at about this time. */
  isTimely(msgId: bigint): boolean {
    const age = this.seconds() - secondsOf(msgId)
    return age <= PAST_SECONDS && age >= -FUTURE_SECONDS
  }

  /** It is at least as late as where this id was just made. */
  follow(serverMsgId: bigint): void {
    if (this.seconds() < secondsOf(serverMsgId)) this.#set(serverMsgId)
  }

  /**
   * It is earlier where this id was just made. Answers the highest id that such a server can have taken: ids go on from there, for
   * what is below it may have been taken. Undefined if it is not earlier.
   */
  goBack(serverMsgId: bigint): bigint | undefined {
    if (this.seconds() < secondsOf(serverMsgId)) return undefined
    this.#set(serverMsgId)
    const highest = (((serverMsgId >> 32n) + BigInt(FUTURE_SECONDS + 1)) << 32n) - ROOM
    if (this.#last > highest) this.#last = highest
    return highest
  }

  #set(serverMsgId: bigint): void {
    this.#offsetMillis = secondsOf(serverMsgId) * 1000 - Date.now()
  }

  #millis(): number {
    return Date.now() + this.#offsetMillis
  }
}
