import type { Connect } from '../mtproto/connection'
import type { AccountMethod, OpenMethod } from './account'
import type { EngineEvent, Session } from './api'
import type { AnswerOf, ApiMethod, AskOf, Call, Handlers } from './calls'
import type { Clock } from './clock'
import { Database } from './database'
import { failureOf } from './line'
import { Run } from './run'

/** How long a log-out waits for the server's word. */
const FAREWELL_MILLIS = 4_000

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
  private readonly visible = new Set<string>()
  private run!: Run

  private constructor(private readonly options: CoreOptions) {}

  static async start(options: CoreOptions): Promise<Core> {
    const core = new Core(options)
    // What cannot be read is as good as not there.
    core.run = await core.begin(await openDatabase(options)).catch(() => core.begin(undefined))
    const { self } = core.run.cache.meta
    core.session(self ? { kind: 'in', self } : { kind: 'out', why: 'new' })
    core.run.open()
    return core
  }

  async call<M extends ApiMethod>(method: M, ask: AskOf<M>, call: Call): Promise<AnswerOf<M>> {
    try {
      const open = this.openHandlers()[method as OpenMethod] as Handlers[M] | undefined
      if (open) return await open(ask, call)
      const { handlers } = await this.run.account()
      return await (handlers[method as AccountMethod] as unknown as Handlers[M])(ask, call)
    } catch (error) {
      throw failureOf(error)
    }
  }

  /** The whole state, as events. */
  snapshot(): EngineEvent[] {
    return [
      { kind: 'session', session: this.presentSession },
      { kind: 'link', link: this.run.line.link },
      { kind: 'clock', aheadSeconds: this.run.aheadSeconds },
      { kind: 'keeping', keeps: this.run.cache.journal.keeps },
      ...this.run.cache.snapshot(),
    ]
  }

  /** A tab was closed. */
  tabGone(tab: string): void {
    this.setVisible(tab, false)
  }

  async stop(): Promise<void> {
    this.run.close()
    const database = await this.run.cache.journal.disk()
    database?.close()
  }

  /** What is answered to whoever is out as well. */
  private openHandlers(): Pick<Handlers, OpenMethod> {
    const { line, cache, login } = this.run
    return {
      ...login.api,
      logOut: () => this.logOut(),
      deleteAccount: async ({ reason }) => {
        await line.ask('account.deleteAccount', { reason })
        await this.reset('left')
      },
      forgetDevice: async () => {
        cache.unset('pinned')
        await this.logOut()
      },
      setVisible: async ({ visible }, { tab }) => this.setVisible(tab, visible),
      reconnect: async () => line.wake(),
      storageUsed: async () => {
        const database = await cache.journal.disk()
        return { bytes: await this.options.bytesUsed(), messages: (await database?.count('messages')) ?? 0 }
      },
    }
  }

  private setVisible(tab: string, visible: boolean): void {
    if (visible) this.visible.add(tab)
    else this.visible.delete(tab)
    this.run.looked()
  }

  private session(session: Session): void {
    this.presentSession = session
    this.run.cache.journal.emit({ kind: 'session', session })
  }

  private async logOut(): Promise<void> {
    const { line, cache } = this.run
    if (line.ready && cache.meta.self) {
      const told = line.invoke('auth.logOut', {}).catch(() => undefined)
      await Promise.race([told, new Promise<void>((resolve) => this.options.clock.after(FAREWELL_MILLIS, resolve))])
    }
    await this.reset('left')
  }

  /** Forgets whoever was logged in, and is ready for the next. */
  private async reset(why: 'new' | 'left' | 'ended'): Promise<void> {
    const { pinned } = this.run.cache.meta
    this.run.close()
    this.run = await this.begin(await emptied(await this.run.cache.journal.end(), this.options))
    if (pinned !== undefined) this.run.cache.set('pinned', pinned)
    this.session({ kind: 'out', why })
    this.run.open()
  }

  private begin(database: Database | undefined): Promise<Run> {
    return Run.create(this.options, database, {
      visible: this.visible,
      reset: (why) => this.reset(why),
      session: (session) => this.session(session),
    })
  }
}

/** A database with nothing in it, also in place of one that was given up: what it holds is not for whoever comes next. */
async function emptied(database: Database | undefined, options: CoreOptions): Promise<Database | undefined> {
  const used = database ?? (await openDatabase(options))
  try {
    await used?.clear()
    return used
  } catch {
    used?.close()
    options.indexedDB?.deleteDatabase(options.database)
    return openDatabase(options)
  }
}

async function openDatabase({ indexedDB, database }: CoreOptions): Promise<Database | undefined> {
  try {
    return indexedDB && (await Database.open(database, indexedDB))
  } catch {
    return undefined
  }
}
