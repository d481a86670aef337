import type { EngineEvent } from './api'
import type { ApiMethod, Call, PageMessage, WorkerMessage } from './calls'
import type { PeerId } from '../model/peer'

/** What runs once for all tabs. */
export interface SharedEngine {
  call(method: ApiMethod, ask: never, call: Call): Promise<unknown>
  snapshot(): EngineEvent[]
  tabGone(tab: string): void
  stop(): Promise<void>
}

/** As much of Web Locks as is needed. */
export interface Locks {
  request(name: string, options: { signal?: AbortSignal; steal?: true }, held: () => Promise<unknown>): Promise<unknown>
}

export interface Channel {
  postMessage(message: unknown): void
  onmessage: ((event: MessageEvent) => void) | null
  close(): void
}

interface TabPorts {
  tab: string
  /** Absent where the page is no secure context: then each tab has an engine of its own. */
  locks: Locks | undefined
  channel: () => Channel
  toPage: (message: WorkerMessage) => void
  start: (emit: (event: EngineEvent) => void) => Promise<SharedEngine>
}

/** Between the tabs' workers. */
type TabMessage =
  | { kind: 'leader' }
  /** Asks whether the leader is awake, and its answer. */
  | { kind: 'awake?' }
  | { kind: 'awake' }
  | { kind: 'hello'; tab: string }
  | { kind: 'state'; tab: string; events: EngineEvent[] }
  | { kind: 'event'; event: EngineEvent }
  | { kind: 'call'; tab: string; id: string; method: ApiMethod; ask: unknown }
  | { kind: 'answer'; tab: string; answer: WorkerMessage & { id: string } }

const LEADER = 'heliograph'
/** A leader that does not say for so long that it is awake sleeps, as phones let pages that nobody sees. */
const PATIENCE_MILLIS = 8_000
const lockOf = (tab: string) => `heliograph-tab-${tab}`

/**
 * One engine for all tabs. Every tab has a worker, and whoever holds the lock runs the engine; the others pass their page's calls
 * to it and its events to their page. When it goes, the lock falls to another, who begins from the same cache and is asked again
 * whatever was not answered: a call keeps its id, and the engine does nothing twice for one id. From a tab that sleeps the lock is
 * taken away; when it wakes up, it is one of the others.
 */
export class Tab {
  private readonly unanswered = new Map<string, Extract<PageMessage, { kind: 'call' }>>()
  private readonly running = new Map<string, Promise<unknown>>()
  private readonly others = new Set<string>()
  private readonly listed = new Set<PeerId>()
  private readonly channel: Channel | undefined
  private readonly ended = new AbortController()
  private engine: SharedEngine | undefined
  /** Whether the lock is held; it is some time before there is an engine. */
  private leads = false
  /** Counts how often it was taken. */
  private reign = 0
  private release: () => void = () => undefined
  private stopWaiting: () => void = () => undefined
  private doubting: ReturnType<typeof setTimeout> | undefined
  /** What the page said last of being looked at: the next engine has to know it as well. */
  private looked: Extract<PageMessage, { kind: 'call' }> | undefined
  /** Whether the page has the whole state, so that events make sense to it. */
  private inStep = false

  constructor(private readonly ports: TabPorts) {
    const { locks, tab } = ports
    this.channel = locks && this.openChannel()
    if (!locks || !this.channel) {
      void this.lead()
      return
    }
    this.channel.onmessage = (event) => this.fromTab(event.data as TabMessage)
    const { signal } = this.ended
    const untilClosed = () => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    locks.request(lockOf(tab), {}, untilClosed).catch(() => undefined)
    this.post({ kind: 'hello', tab })
    this.wait()
  }

  fromPage(message: PageMessage): void {
    if (message.kind === 'hello') {
      if (this.engine) this.show(this.engine.snapshot())
      else this.post({ kind: 'hello', tab: this.ports.tab })
      return this.doubt()
    }
    if (message.method === 'setVisible') this.looked = message
    this.unanswered.set(message.id, message)
    this.pass(message)
    this.doubt()
  }

  /** The tab is closed. */
  async close(): Promise<void> {
    this.ended.abort()
    this.stopWaiting()
    this.trust()
    const { engine } = this
    this.engine = undefined
    await engine?.stop()
    this.channel?.close()
    this.release()
  }

  /** A browser that lets a page keep nothing lets it have no other tabs either. */
  private openChannel(): Channel | undefined {
    try {
      return this.ports.channel()
    } catch {
      return undefined
    }
  }

  /** Waits to be the one that leads. */
  private wait(): void {
    const waiting = new AbortController()
    this.stopWaiting = () => waiting.abort()
    this.take({ signal: waiting.signal })
  }

  private take(how: { signal: AbortSignal } | { steal: true }): void {
    let held = false
    this.ports.locks
      ?.request(LEADER, how, async () => {
        held = true
        await this.lead()
        await new Promise<void>((resolve) => (this.release = resolve))
      })
      .catch((error: Error) => {
        if (!held && error.name === 'SecurityError') void this.lead()
        else if (held && error.name === 'AbortError') this.follow()
      })
  }

  /** The lock was taken away. */
  private follow(): void {
    const { engine } = this
    this.leads = this.inStep = false
    this.engine = undefined
    this.reign++
    void engine?.stop()
    this.wait()
    this.post({ kind: 'hello', tab: this.ports.tab })
    this.passAgain()
  }

  /** Makes sure that there is a leader that is awake, unless nobody looks at this page either. */
  private doubt(): void {
    if (this.leads || !this.channel || this.doubting !== undefined || (this.looked?.ask as { visible: boolean } | undefined)?.visible === false) return
    this.post({ kind: 'awake?' })
    this.doubting = setTimeout(() => {
      this.doubting = undefined
      this.stopWaiting()
      this.take({ steal: true })
    }, PATIENCE_MILLIS)
  }

  private trust(): void {
    clearTimeout(this.doubting)
    this.doubting = undefined
  }

  private async lead(): Promise<void> {
    this.leads = true
    this.trust()
    const reign = ++this.reign
    const engine = await this.ports.start((event) => {
      if (reign !== this.reign) return
      this.post({ kind: 'event', event })
      if (this.inStep) this.toPage([event])
    })
    if (reign !== this.reign) return engine.stop()
    this.engine = engine
    this.show(engine.snapshot())
    this.post({ kind: 'leader' })
    this.passAgain()
  }

  private fromTab(message: TabMessage): void {
    const { tab } = this.ports
    if (['leader', 'awake', 'state', 'event', 'answer'].includes(message.kind)) this.trust()
    switch (message.kind) {
      case 'awake?':
        return this.leads ? this.post({ kind: 'awake' }) : undefined
      case 'awake':
        return
      case 'leader':
        this.inStep = false
        this.post({ kind: 'hello', tab })
        return this.passAgain()
      case 'hello':
        if (!this.engine) return
        this.watch(message.tab)
        return this.post({ kind: 'state', tab: message.tab, events: this.engine.snapshot() })
      case 'state':
        return message.tab === tab && !this.engine ? this.show(message.events) : undefined
      case 'event':
        return this.inStep && !this.engine ? this.toPage([message.event]) : undefined
      case 'call':
        return this.engine && this.run(this.engine, message, (answer) => this.post({ kind: 'answer', tab: message.tab, answer }))
      case 'answer':
        return message.tab === tab ? this.answer(message.answer) : undefined
    }
  }

  /** Tells a new engine what it has to know. */
  private passAgain(): void {
    if (this.looked && !this.unanswered.has(this.looked.id)) this.pass(this.looked)
    for (const call of this.unanswered.values()) this.pass(call)
  }

  private pass(call: Extract<PageMessage, { kind: 'call' }>): void {
    const { id, method, ask } = call
    const { tab } = this.ports
    if (this.engine) this.run(this.engine, { tab, id, method, ask }, (answer) => this.answer(answer))
    else this.post({ kind: 'call', tab, id, method, ask })
  }

  private run(
    engine: SharedEngine,
    { tab, id, method, ask }: { tab: string; id: string; method: ApiMethod; ask: unknown },
    answer: (answer: WorkerMessage & { id: string }) => void,
  ): void {
    // Asked again while it is under way, it is under way once.
    const result = this.running.get(id) ?? engine.call(method, ask as never, { id, tab }).finally(() => this.running.delete(id))
    this.running.set(id, result)
    result.then(
      (result) => engine === this.engine && answer({ kind: 'answer', id, result }),
      (error: unknown) => engine === this.engine && answer({ kind: 'failure', id, error }),
    )
  }

  private answer(answer: WorkerMessage & { id: string }): void {
    if (this.unanswered.delete(answer.id)) this.ports.toPage(answer)
  }

  /** Gives the page the whole state; lines of the list that an earlier engine told of and are no more, go. */
  private show(events: EngineEvent[]): void {
    const present = new Set(events.flatMap((event) => (event.kind === 'dialogs' ? event.dialogs.map((it) => it.peer) : [])))
    const removed = [...this.listed].filter((peer) => !present.has(peer))
    this.inStep = true
    this.toPage(removed.length > 0 ? [...events, { kind: 'dialogs', dialogs: [], removed }] : events)
  }

  private toPage(events: EngineEvent[]): void {
    for (const event of events) {
      if (event.kind !== 'dialogs') continue
      for (const { peer } of event.dialogs) this.listed.add(peer)
      for (const peer of event.removed) this.listed.delete(peer)
    }
    this.ports.toPage({ kind: 'events', events })
  }

  /** Tells the engine when a tab goes: its lock is free then. */
  private watch(tab: string): void {
    if (this.others.has(tab)) return
    this.others.add(tab)
    void this.ports.locks?.request(lockOf(tab), {}, async () => {
      this.others.delete(tab)
      this.engine?.tabGone(tab)
    })
  }

  private post(message: TabMessage): void {
    this.channel?.postMessage(message)
  }
}
