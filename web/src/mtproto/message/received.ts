/** How many ids are kept, far more than come while a `msg_id` is valid to a client. */
const LIMIT = 1024

type Verdict = 'new' | 'duplicate' | 'tooOld'

/** The newest messages received in a session, so that none is taken twice: ids in order, the oldest forgotten first. */
export class Received {
  readonly #ids: bigint[] = []
  #forgotten = 0n

  has(msgId: bigint): boolean {
    return this.#ids[this.#place(msgId)] === msgId
  }

  add(msgId: bigint): Verdict {
    if (msgId <= this.#forgotten) return 'tooOld'
    const place = this.#place(msgId)
    if (this.#ids[place] === msgId) return 'duplicate'
    this.#ids.splice(place, 0, msgId)
    if (this.#ids.length > LIMIT) this.#forgotten = this.#ids.splice(0, LIMIT / 2).at(-1) ?? 0n
    return 'new'
  }

  /** Where the id is or belongs; new ones mostly at the end. */
  #place(msgId: bigint): number {
    let place = this.#ids.length
    while (place > 0 && (this.#ids[place - 1] as bigint) >= msgId) place--
    return place
  }
}
