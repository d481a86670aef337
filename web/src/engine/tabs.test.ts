import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newDialog } from '../model/dialog'
import type { EngineEvent } from './api'
import type { WorkerMessage } from './calls'
import { overPort } from './connect'
import { Tab, type Channel, type Locks, type SharedEngine } from './tabs'

/** Locks as a browser keeps them: one holder at a time, the next in order when it goes. */
class TestLocks {
  private readonly queues = new Map<string, { owner: string; grant: () => void; lose: () => void }[]>()

  of(owner: string): Locks {
    return {
      request: (name, how, held) =>
        new Promise((resolve, reject) => {
          const queue = this.queues.get(name) ?? []
          this.queues.set(name, queue)
          const entry = {
            owner,
            grant: () => void held().then(resolve, reject).finally(() => this.drop(name, entry)),
            lose: () => reject(new DOMException('not held any more', 'AbortError')),
          }
          if ('signal' in how) {
            how.signal.addEventListener('abort', () => {
              if (queue[0] === entry) return
              this.drop(name, entry)
              entry.lose()
            })
          }
          if ('steal' in how) {
            queue.shift()?.lose()
            queue.unshift(entry)
          } else queue.push(entry)
          if (queue[0] === entry) entry.grant()
        }),
    }
  }

  /** A tab is killed: all that it holds or waits for is free. */
  kill(owner: string): void {
    for (const [name, queue] of this.queues) {
      for (const entry of queue.filter((it) => it.owner === owner)) this.drop(name, entry)
    }
  }

  private drop(name: string, entry: object): void {
    const queue = this.queues.get(name)!
    const at = queue.indexOf(entry as never)
    if (at < 0) return
    queue.splice(at, 1)
    if (at === 0) queue[0]?.grant()
  }
}

/** A channel between tabs; what a dead one says is not heard. */
class TestChannels {
  private readonly ends = new Map<string, Channel>()
  /** What came to tabs that sleep. */
  private readonly asleep = new Map<string, (() => void)[]>()

  open(owner: string): Channel {
    const end: Channel = {
      onmessage: null,
      postMessage: (data) => {
        if (!this.ends.has(owner)) return
        for (const [other, it] of this.ends) {
          if (other === owner) continue
          const hear = () => this.ends.has(other) && it.onmessage?.({ data: structuredClone(data) } as MessageEvent)
          queueMicrotask(() => void (this.asleep.get(other)?.push(hear) ?? hear()))
        }
      },
      close: () => this.ends.delete(owner),
    }
    this.ends.set(owner, end)
    return end
  }

  kill(owner: string): void {
    this.ends.delete(owner)
  }

  /** Nothing is heard until {@link wake}. */
  sleep(owner: string): void {
    this.asleep.set(owner, [])
  }

  wake(owner: string): void {
    const heard = this.asleep.get(owner) ?? []
    this.asleep.delete(owner)
    for (const hear of heard) hear()
  }
}

/** A browser with tabs, and what all engines that ever ran in it did. */
class Browser {
  readonly done = new Map<string, number>()
  readonly gone: string[] = []
  readonly leaders: string[] = []
  readonly stopped: string[] = []
  private readonly locks = new TestLocks()
  private readonly channels = new TestChannels()
  /** Calls hang until this is set. */
  answering = true

  open(name: string, secure = true) {
    const port: { postMessage: (message: never) => void; onmessage: ((event: MessageEvent<WorkerMessage>) => void) | null } = {
      onmessage: null,
      postMessage: (message) => tab.fromPage(message),
    }
    const tab: Tab = new Tab({
      tab: name,
      locks: secure ? this.locks.of(name) : undefined,
      channel: () => this.channels.open(name),
      toPage: (data) => port.onmessage?.({ data } as MessageEvent<WorkerMessage>),
      start: async (emit) => this.engine(name, emit),
    })
    const events: EngineEvent[] = []
    const engine = overPort(name, port)
    engine.listen((event) => events.push(event))
    return {
      engine,
      events,
      kill: () => {
        this.locks.kill(name)
        this.channels.kill(name)
      },
      close: () => tab.close(),
      sleep: () => this.channels.sleep(name),
      wake: () => this.channels.wake(name),
    }
  }

  emit: (event: EngineEvent) => void = () => undefined

  private engine(name: string, emit: (event: EngineEvent) => void): SharedEngine {
    this.leaders.push(name)
    this.emit = emit
    return {
      call: async (method, _ask, { id }) => {
        if (!this.answering) await new Promise(() => undefined)
        if (method === 'checkUserName') throw { code: 'USERNAME_INVALID' }
        this.done.set(id, (this.done.get(id) ?? 0) + 1)
        return `${method} by ${name}`
      },
      snapshot: () => [
        { kind: 'session', session: { kind: 'in', self: 'u1' } },
        { kind: 'dialogs', dialogs: name === 'one' ? [newDialog('u2'), newDialog('u3')] : [newDialog('u2')], removed: [] },
      ],
      tabGone: (tab) => this.gone.push(tab),
      stop: async () => void this.stopped.push(name),
    }
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

afterEach(() => {
  vi.useRealTimers()
})

/** Everything happens that waits for its turn, or for the next frame. */
const turns = async () => {
  await vi.advanceTimersByTimeAsync(50)
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

describe('tabs', () => {
  it('share one engine, which answers and tells all of them', async () => {
    const browser = new Browser()
    const one = browser.open('one')
    const two = browser.open('two')
    await turns()
    expect(browser.leaders).toEqual(['one'])
    expect(await one.engine.api.reconnect()).toBe('reconnect by one')
    expect(await two.engine.api.reconnect()).toBe('reconnect by one')
    await expect(two.engine.api.checkUserName({ userName: '' })).rejects.toEqual({ code: 'USERNAME_INVALID' })
    browser.emit({ kind: 'folder', folder: 'main', complete: true })
    await turns()
    for (const tab of [one, two]) {
      expect(tab.events[0]).toMatchObject({ kind: 'session' })
      expect(tab.events.at(-1)).toEqual({ kind: 'folder', folder: 'main', complete: true })
      expect(tab.events.filter((event) => event.kind === 'folder').length).toBe(1)
    }
  })

  it('go on with another engine when the first goes, and lose no call', async () => {
    const browser = new Browser()
    const one = browser.open('one')
    const two = browser.open('two')
    const three = browser.open('three')
    await turns()
    browser.answering = false
    const asked = three.engine.api.reconnect()
    const own = two.engine.api.reconnect()
    await turns()
    browser.answering = true
    one.kill()
    expect(await asked).toBe('reconnect by two')
    expect(await own).toBe('reconnect by two')
    expect(browser.leaders).toEqual(['one', 'two'])
    expect([...browser.done.values()]).toEqual([1, 1])
    // What the first engine told of and the second does not know, is gone.
    expect(three.events.at(-1)).toMatchObject({ kind: 'dialogs', removed: ['u3'] })
  })

  it('tell the next engine which of them are looked at', async () => {
    const browser = new Browser()
    const one = browser.open('one')
    const two = browser.open('two')
    await turns()
    await two.engine.api.setVisible({ visible: false })
    await two.engine.api.setVisible({ visible: true })
    const before = browser.done.size
    one.kill()
    await turns()
    expect(browser.leaders).toEqual(['one', 'two'])
    expect(browser.done.size).toBe(before)
    expect([...browser.done.values()]).toEqual([1, 2])
  })

  it('hand over when they are closed in order', async () => {
    const browser = new Browser()
    const one = browser.open('one')
    const two = browser.open('two')
    await turns()
    await one.close()
    await turns()
    expect(await two.engine.api.reconnect()).toBe('reconnect by two')
  })

  it('take the place of one that sleeps, and it is one of the others when it wakes up', async () => {
    const browser = new Browser()
    const one = browser.open('one')
    const two = browser.open('two')
    await turns()
    one.sleep()
    const asked = two.engine.api.reconnect()
    await vi.advanceTimersByTimeAsync(7_000)
    expect(browser.leaders).toEqual(['one'])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await asked).toBe('reconnect by two')
    one.wake()
    await turns()
    expect(browser.stopped).toEqual(['one'])
    expect(await one.engine.api.reconnect()).toBe('reconnect by two')
    await two.close()
    await turns()
    expect(await one.engine.api.reconnect()).toBe('reconnect by one')
    expect(browser.leaders).toEqual(['one', 'two', 'one'])
  })

  it('wait for one that is awake, however long its answer takes, and for none that nobody looks at', async () => {
    const browser = new Browser()
    const one = browser.open('one')
    const two = browser.open('two')
    await turns()
    browser.answering = false
    void two.engine.api.reconnect()
    await vi.advanceTimersByTimeAsync(60_000)
    browser.answering = true
    void two.engine.api.setVisible({ visible: false })
    await turns()
    one.sleep()
    void two.engine.api.reconnect()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(browser.leaders).toEqual(['one'])
  })

  it('tell the engine when one of them is gone', async () => {
    const browser = new Browser()
    browser.open('one')
    const two = browser.open('two')
    await turns()
    two.kill()
    await turns()
    expect(browser.gone).toEqual(['two'])
  })

  it.each(['locks', 'channel'] as const)('each have their own engine where the browser forbids %s', async (what) => {
    const refuse = () => new DOMException('forbidden', 'SecurityError')
    const heard: WorkerMessage[] = []
    const tab = new Tab({
      tab: 'one',
      locks: { request: async () => { throw refuse() } },
      channel: () => {
        if (what === 'channel') throw refuse()
        return { onmessage: null, postMessage() {}, close() {} }
      },
      toPage: (message) => heard.push(message),
      start: async () => ({ call: async () => 'done', snapshot: () => [], tabGone() {}, stop: async () => undefined }),
    })
    tab.fromPage({ kind: 'call', id: '1', method: 'reconnect', ask: undefined })
    await turns()
    expect(heard).toContainEqual({ kind: 'answer', id: '1', result: 'done' })
  })

  it('each have their own engine where there are no locks', async () => {
    const browser = new Browser()
    const one = browser.open('one', false)
    const two = browser.open('two', false)
    await turns()
    expect(await one.engine.api.reconnect()).toBe('reconnect by one')
    expect(await two.engine.api.reconnect()).toBe('reconnect by two')
  })
})
