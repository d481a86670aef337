import { Transport } from './transport'

/** What happens on a socket, in order; nothing after {@link SocketListener.closed}. */
interface SocketListener {
  opened(): void
  packet(packet: Uint8Array): Promise<void>
  closed(): void
}

/** A WebSocket that carries packets. */
export class Socket {
  readonly #socket: WebSocket
  readonly #listener: SocketListener
  readonly #transport = new Transport()
  #turn: Promise<void> = Promise.resolve()
  #closed = false

  constructor(url: string, listener: SocketListener) {
    this.#listener = listener
    this.#socket = new WebSocket(url, 'binary')
    this.#socket.binaryType = 'arraybuffer'
    this.#socket.onopen = () => this.#do(() => listener.opened())
    this.#socket.onmessage = ({ data }) => this.#do(() => this.#receive(data))
    this.#socket.onclose = () => this.close()
    this.#socket.onerror = () => this.close()
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  send(packet: Uint8Array): void {
    if (this.isOpen) this.#socket.send(this.#transport.frame(packet).slice())
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#socket.close()
    this.#listener.closed()
  }

  async #receive(data: unknown): Promise<void> {
    if (!(data instanceof ArrayBuffer)) throw new TypeError('not bytes')
    for (const packet of this.#transport.receive(new Uint8Array(data))) {
      if (!this.#closed) await this.#listener.packet(packet)
    }
  }

  /** One thing after the other: a packet may take time to unpack. What fails ends the connection. */
  #do(work: () => void | Promise<void>): void {
    this.#turn = this.#turn.then(async () => {
      try {
        if (!this.#closed) await work()
      } catch (error) {
        console.error('connection closed:', error)
        this.close()
      }
    })
  }
}
