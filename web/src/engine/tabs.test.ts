import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineEvent } from './api'
import type { WorkerMessage } from './calls'
import { overPort } from './connect'
import { Tab, type Channel, type Locks, type SharedEngine } from './tabs'

/** Locks as a browser keeps them: one holder at a time, the next in order when it goes. */
class TestLocks {
  private readonly queues = new Map<string, { owner: string; grant: () => void; done: boolean }[]>()

  of(owner: string): Locks {
    return {
      request: (name, { signal }, held) =>
        new Promise((resolve, reject) => {
          const queue = this.queues.get(name) ?? []
          this.queues.set(name, queue)
          const entry = { owner, done: false, grant: () => void held().then(resolve, reject).finally(() => this.drop(name, entry)) }
          signal?.addEventListener('abort', () => {
            if (queue[0] !== entry) this.drop(name, entry)
          })
          queue.push(entry)
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

  private drop(name: string, entry: { done: boolean; grant: () => void }): void {
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

  open(owner: string): Channel {
    const end: Channel = {
      onmessage: null,
      postMessage: (data) => {
        if (!this.ends.has(owner)) return
        for (const [other, it] of this.ends) {
          if (other !== owner) queueMicrotask(() => this.ends.has(other) && it.onmessage?.({ data: structuredClone(data) } as MessageEvent))
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
}

/** A browser with tabs, and what all engines that ever ran in it did. */
class Browser {
  readonly done = new Map<string, number>()
  readonly gone: string[] = []
  readonly leaders: string[] = []
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
        { kind: 'dialogs', dialogs: name === 'one' ? [dialog('u2'), dialog('u3')] : [dialog('u2')], removed: [] },
      ],
      tabGone: (tab) => this.gone.push(tab),
      stop: async () => undefined,
    }
  }
}

const dialog = (peer: `u${number}`) =>
  ({
    peer,
    folder: 'main',
    pinned: 0,
    unread: 0,
    unreadMark: false,
    readInboxMaxId: 0,
    readOutboxMaxId: 0,
    notify: {},
  }) as const

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

  it('tell the engine when one of them is gone', async () => {
    const browser = new Browser()
    browser.open('one')
    const two = browser.open('two')
    await turns()
    two.kill()
    await turns()
    expect(browser.gone).toEqual(['two'])
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
