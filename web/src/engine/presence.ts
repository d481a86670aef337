import { compareDialogs } from '../model/dialog'
import type { PeerId } from '../model/peer'
import type { Cache } from './cache'
import type { Clock } from './clock'
import type { Line } from './line'

/** How often the server is told that somebody is still here. */
const ONLINE_MILLIS = 60_000
/** How often others are told that somebody still types. */
const TYPING_MILLIS = 4_000
/** Of so many people in the newest conversations it is asked whether they are here: by itself the server tells only of contacts, and only at that moment. */
const MAX_ASKED = 30

/** Tells the server whether somebody looks at any of the tabs, and to whom they write; asks who else is here. */
export class Presence {
  private readonly typed = new Map<PeerId, number>()
  private stopTimer: (() => void) | undefined
  private told = false

  constructor(
    private readonly cache: Cache,
    private readonly line: Line,
    private readonly clock: Clock,
    /** The tabs that somebody looks at. */
    private readonly visible: ReadonlySet<string>,
  ) {}

  /** What somebody looks at has changed. */
  looked(): void {
    if (this.told !== this.visible.size > 0) this.tell()
  }

  /** There is a line again, or a log-in. */
  renew(): void {
    this.told = false
    if (this.visible.size > 0) this.tell()
  }

  setTyping(peer: PeerId, typing: boolean): void {
    const now = this.clock.millis()
    const last = this.typed.get(peer) ?? 0
    if (typing ? now - last < TYPING_MILLIS : last === 0) return
    if (typing) this.typed.set(peer, now)
    else this.typed.delete(peer)
    if (peer === this.cache.meta.self || !this.line.ready) return
    this.call(
      this.line.invoke('messages.setTyping', {
        peer: this.cache.inputPeer(peer),
        action: { _: typing ? 'sendMessageTypingAction' : 'sendMessageCancelAction' },
      }),
    )
  }

  /** A message was sent: whoever reads it knows that nobody types any more. */
  sent(peer: PeerId): void {
    this.typed.delete(peer)
  }

  close(): void {
    this.stopTimer?.()
  }

  private tell(): void {
    this.stopTimer?.()
    if (!this.cache.meta.self || !this.line.ready) return
    const online = this.visible.size > 0
    this.told = online
    this.call(this.line.invoke('account.updateStatus', { offline: !online }))
    if (!online) return
    this.stopTimer = this.clock.after(ONLINE_MILLIS, () => this.tell())
    this.call(this.ask())
  }

  private async ask(): Promise<void> {
    const newest = [...this.cache.dialogs.values()].sort(compareDialogs).map((dialog) => dialog.peer)
    const others = newest.filter((peer) => {
      const known = this.cache.peers.get(peer)?.peer
      return known && !known.isSelf && !known.isService && !known.deleted
    })
    if (others.length === 0) return
    this.cache.putUsers(await this.line.invoke('users.getUsers', { id: others.slice(0, MAX_ASKED).map(this.cache.inputUser) }))
  }

  /** What is worth only its moment is not missed when it fails. */
  private call(answer: Promise<unknown>): void {
    answer.catch(() => undefined)
  }
}
