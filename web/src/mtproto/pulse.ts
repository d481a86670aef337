const PING_MILLIS = 30_000
const SILENCE_MILLIS = 8_000
const LONGEST_SILENCE_MILLIS = 64_000
const PATIENCE_MILLIS = 5_000

/** The server closes a connection that it has heard no ping on for this long. */
export const DISCONNECT_SECONDS = 75

/**
 * Notices when a connection is dead although nobody said so: it pings from time to time, soon when an answer is late, and drops the
 * connection when nothing at all is heard after that. A large answer on a very slow line is heard only when all of it is there, so
 * after each drop it waits longer, until everything that was asked is answered.
 */
export class Pulse {
  readonly #ping: () => void
  readonly #drop: () => void
  #pingAt = Infinity
  #probeAt = Infinity
  #dropAt = Infinity
  #silence = SILENCE_MILLIS
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ping: () => void, drop: () => void) {
    this.#ping = ping
    this.#drop = drop
  }

  /** Pings now. */
  check(): void {
    this.#probeAt = Date.now()
    this.#beat()
  }

  /** Something came from the other side. */
  heard(): void {
    this.#probeAt = this.#dropAt = Infinity
  }

  /** Something was sent that wants an answer. */
  asked(): void {
    this.#probeAt = Math.min(this.#probeAt, Date.now() + PATIENCE_MILLIS)
    this.#arm()
  }

  /** All that was asked is answered. */
  rested(): void {
    this.#silence = SILENCE_MILLIS
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#pingAt = this.#probeAt = this.#dropAt = Infinity
  }

  #beat(): void {
    const now = Date.now()
    if (now >= this.#dropAt) {
      this.stop()
      this.#silence = Math.min(LONGEST_SILENCE_MILLIS, 2 * this.#silence)
      this.#drop()
      return
    }
    if (now >= Math.min(this.#pingAt, this.#probeAt)) {
      this.#pingAt = now + PING_MILLIS
      this.#probeAt = Infinity
      this.#dropAt = Math.min(this.#dropAt, now + this.#silence)
      this.#ping()
    }
    this.#arm()
  }

  #arm(): void {
    clearTimeout(this.#timer)
    const at = Math.min(this.#pingAt, this.#probeAt, this.#dropAt)
    if (at !== Infinity) this.#timer = setTimeout(() => this.#beat(), Math.max(0, at - Date.now()))
  }
}
