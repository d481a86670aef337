import type * as tl from '@generated/tl'
import type { Connect, ConnectionListener } from '../mtproto/connection'
import { actionsOf } from './actions'
import type { EngineEvent, Session } from './api'
import { Cache } from './cache'
import type { AnswerOf, ApiMethod, AskOf, Call, Handlers } from './calls'
import type { Clock } from './clock'
import { Database } from './database'
import { Dialogs } from './dialogs'
import { effectsOf } from './effects'
import { History } from './history'
import { Intents } from './intents'
import { Journal } from './journal'
import { failureOf, Line } from './line'
import { Login } from './login'
import { Outbox } from './outbox'
import { People } from './people'
import { Presence } from './presence'
import { searchApi } from './search'
import { settingsApi } from './settings'
import { Talks } from './talks'
import { Updates } from './updates'

/** How long a log-out waits for the server's word. */
const FAREWELL_MILLIS = 4_000
const RETRY_MILLIS = 2_000

export interface CoreOptions {
  connect: Connect
  clock: Clock
  /** Where the page is from. */
  origin: string
  database: string
  /** Without it, or where it is forbidden, nothing outlives the page. */
  indexedDB: IDBFactory | undefined
  emit: (event: EngineEvent) => void
  /** How many bytes this device keeps. */
  bytesUsed: () => Promise<number>
}

/** The one engine of this device: everything between the screens of all tabs and the connection. */
export class Core {
  private presentSession: Session = { kind: 'starting' }

  private constructor(
    private readonly options: CoreOptions,
    private run: Run,
  ) {}

  static async start(options: CoreOptions): Promise<Core> {
    const database = await openDatabase(options)
    const core: Core = new Core(
      options,
      await Run.create(options, new Journal(database, options.emit), database, {
        reset: (why) => core.reset(why),
        session: (session) => core.session(session),
      }),
    )
    core.run.begin()
    return core
  }

  async call<M extends ApiMethod>(method: M, ask: AskOf<M>, call: Call): Promise<AnswerOf<M>> {
    try {
      switch (method) {
        case 'logOut':
          await this.logOut()
          return undefined as AnswerOf<M>
        case 'deleteAccount':
          await this.run.line.ask('account.deleteAccount', ask as AskOf<'deleteAccount'> & object)
          await this.reset('left')
          return undefined as AnswerOf<M>
        case 'forgetDevice':
          this.run.cache.unset('pinned')
          await this.reset('left')
          return undefined as AnswerOf<M>
        default:
          return await this.run.handlers[method as RunMethod](ask as never, call) as AnswerOf<M>
      }
    } catch (error) {
      throw failureOf(error)
    }
  }

  /** The whole state, as events. */
  snapshot(): EngineEvent[] {
    return [{ kind: 'session', session: this.presentSession }, { kind: 'link', link: this.run.line.link }, ...this.run.cache.snapshot()]
  }

  /** A tab was closed. */
  tabGone(tab: string): void {
    this.run.presence.setVisible(tab, false)
  }

  async stop(): Promise<void> {
    this.run.close()
    const database = await this.run.cache.journal.disk()
    database?.close()
  }

  private session(session: Session): void {
    this.presentSession = session
    this.run.cache.journal.emit({ kind: 'session', session })
  }

  private async logOut(): Promise<void> {
    const { line } = this.run
    const told = line.invoke('auth.logOut', {}).catch(() => undefined)
    await Promise.race([told, new Promise<void>((resolve) => this.options.clock.after(FAREWELL_MILLIS, resolve))])
    await this.reset('left')
  }

  /** Forgets whoever was logged in, and is ready for the next. */
  private async reset(why: 'new' | 'left' | 'ended'): Promise<void> {
    const { pinned } = this.run.cache.meta
    this.run.close()
    const database = await this.run.cache.journal.end()
    await database?.clear().catch(() => undefined)
    this.run = await Run.create(this.options, new Journal(database, this.options.emit), database, this.run.core)
    if (pinned !== undefined) this.run.cache.set('pinned', pinned)
    this.session({ kind: 'out', why })
    this.run.open()
  }
}

async function openDatabase({ indexedDB, database }: CoreOptions): Promise<Database | undefined> {
  try {
    return indexedDB && (await Database.open(database, indexedDB))
  } catch {
    return undefined
  }
}

type RunMethod = Exclude<ApiMethod, 'logOut' | 'deleteAccount' | 'forgetDevice'>

/** What a run asks of the core around it. */
interface RunPorts {
  reset: (why: 'new' | 'ended') => Promise<void>
  session: (session: Session) => void
}

/** All that lives as long as one log-in, or the wait for one. */
class Run {
  readonly line: Line
  readonly presence: Presence
  readonly handlers: Pick<Handlers, RunMethod>
  private readonly updates: Updates
  private readonly dialogs: Dialogs
  private readonly people: People
  private readonly login: Login
  private readonly outbox: Outbox
  private readonly intents: Intents
  private closed = false

  private constructor(
    private readonly options: CoreOptions,
    readonly cache: Cache,
    talks: Talks,
    readonly core: RunPorts,
  ) {
    const { clock } = options
    const line = new Line(clock, (link) => cache.journal.emit({ kind: 'link', link }))
    const updates = () => this.updates
    const outbox = new Outbox(cache, talks, line, clock, updates)
    const intents = new Intents(cache, line, clock, updates, {
      read: (peer) => this.dialogs.recount(peer),
      contested: (peer) => this.dialogs.doubt(peer),
    })
    this.line = line
    this.outbox = outbox
    this.intents = intents
    this.presence = new Presence(cache, line, clock)
    this.dialogs = new Dialogs(cache, talks, line, clock, updates)
    this.people = new People(cache, line, updates)
    this.login = new Login({
      line,
      clock,
      nowSeconds: this.nowSeconds,
      origin: options.origin,
      emit: (event) => cache.journal.emit(event),
      entered: (user) => this.entered(user),
    })
    const effects = effectsOf({
      cache,
      talks,
      dialogs: this.dialogs,
      outbox,
      intents,
      people: this.people,
      nowSeconds: this.nowSeconds,
      loginTokenAccepted: () => this.login.accepted(),
      reload: () => void this.read(),
    })
    this.updates = new Updates(cache, line, clock, effects)
    const history = new History(cache, talks, outbox, line)
    this.handlers = {
      ...this.login.api,
      ...history.api,
      ...this.people.api,
      ...searchApi(cache, history, line),
      ...settingsApi(cache, line, this.people),
      ...actionsOf({
        cache,
        talks,
        line,
        dialogs: this.dialogs,
        outbox,
        intents,
        presence: this.presence,
        updates: this.updates,
        nowSeconds: this.nowSeconds,
      }),
      setVisible: async ({ visible }, { tab }) => this.presence.setVisible(tab, visible),
      reconnect: async () => line.wake(),
      storageUsed: async () => {
        const database = await cache.journal.disk()
        return { bytes: await options.bytesUsed(), messages: (await database?.count('messages')) ?? 0 }
      },
    }
  }

  static async create(
    options: CoreOptions,
    journal: Journal,
    database: Database | undefined,
    core: RunPorts,
  ): Promise<Run> {
    const cache = await Cache.load(journal, database)
    const talks = await Talks.open(journal, database, () => options.clock.millis())
    const run = new Run(options, cache, talks, core)
    await Promise.all([run.outbox.load(database), run.intents.load(database)])
    return run
  }

  /** Shows what is kept, and connects. */
  begin(): void {
    const { self } = this.cache.meta
    this.core.session(self ? { kind: 'in', self } : { kind: 'out', why: 'new' })
    this.open()
    if (self) this.enter()
  }

  open(): void {
    const { key, pinned } = this.cache.meta
    this.line.open(this.options.connect(key, this.listener, pinned))
  }

  close(): void {
    this.closed = true
    this.updates.close()
    this.outbox.close()
    this.intents.close()
    this.presence.close()
    this.login.stop()
    this.line.close()
  }

  private readonly nowSeconds = (): number =>
    Math.floor(this.options.clock.millis() / 1000) + (this.cache.meta.key?.timeOffsetSeconds ?? 0)

  private readonly listener: ConnectionListener = {
    updates: (updates) => {
      if (!this.closed && (this.cache.meta.state || updates._ === 'updateShort')) void this.updates.receive(updates)
    },
    gap: () => {
      if (!this.closed && this.cache.meta.state) void this.updates.catchUp()
    },
    state: (state) => {
      if (this.closed) return
      this.line.changed(state)
      if (state.kind === 'ready' && this.cache.meta.self) this.resume()
    },
    loggedOut: (why) => {
      if (this.closed) return
      if (why === 'keyChanged') this.core.session({ kind: 'out', why })
      else void this.core.reset(this.cache.meta.self ? 'ended' : 'new')
    },
    save: (key) => {
      if (this.closed) return
      this.cache.set('key', key)
      this.cache.set('pinned', key.fingerprint)
    },
  }

  private async entered(user: tl.User): Promise<void> {
    this.login.stop()
    this.cache.putUsers([user])
    const self = `u${Number(user.id)}` as const
    this.cache.set('self', self)
    this.core.session({ kind: 'in', self })
    await this.cache.journal.flushed()
    this.enter()
    this.resume()
  }

  /** Somebody is logged in: reads what was missed, or everything. */
  private enter(): void {
    this.outbox.start()
    void this.dialogs.check()
    if (this.cache.meta.state) void this.updates.catchUp()
    else void this.read()
  }

  /** There is a line again. */
  private resume(): void {
    void this.intents.tell()
    this.presence.renew()
  }

  /** The state and the top of the list from the server; again and again until it is there. */
  private async read(): Promise<void> {
    for (;;) {
      try {
        if (!this.cache.meta.state) {
          const { pts, qts, date } = await this.line.invoke('updates.getState', {})
          if (this.closed) return
          this.cache.set('state', { pts, qts, date })
        }
        await this.dialogs.begin()
        await this.people.defaultNotify()
        return
      } catch {
        if (this.closed) return
        await new Promise<void>((resolve) => this.options.clock.after(RETRY_MILLIS, resolve))
      }
    }
  }
}
