import type * as tl from '@generated/tl'
import { userPeer } from '../model/peer'
import type { ConnectionListener } from '../mtproto/connection'
import type { Account } from './account'
import type { Session } from './api'
import { Cache } from './cache'
import type { CoreOptions } from './core'
import type { Database } from './database'
import { Journal } from './journal'
import { Line } from './line'
import { Login } from './login'

/** What a run asks of the core around it. */
interface RunPorts {
  /** The tabs that somebody looks at. */
  visible: ReadonlySet<string>
  reset: (why: 'new' | 'ended') => Promise<void>
  session: (session: Session) => void
}

/** All that lives as long as one log-in, or the wait for one: a connection, and the account as soon as somebody is in. */
export class Run {
  readonly line: Line
  readonly login: Login
  private loading: Promise<Account> | undefined
  private present: Account | undefined
  private closed = false

  private constructor(
    private readonly options: CoreOptions,
    readonly cache: Cache,
    private readonly database: Database | undefined,
    private readonly ports: RunPorts,
  ) {
    const { clock, origin } = options
    const { journal } = cache
    this.line = new Line(clock, (link) => journal.emit({ kind: 'link', link }))
    this.login = new Login({
      line: this.line,
      clock,
      nowSeconds: this.nowSeconds,
      origin,
      emit: (event) => journal.emit(event),
      entered: (user) => this.entered(user),
    })
  }

  static async create(options: CoreOptions, database: Database | undefined, ports: RunPorts): Promise<Run> {
    const journal = new Journal(database, options.emit)
    const run = new Run(options, await Cache.load(journal, database), database, ports)
    journal.emit({ kind: 'keeping', keeps: journal.keeps })
    return run
  }

  /** Connects. */
  open(): void {
    const { key, pinned } = this.cache.meta
    this.line.open(this.options.connect(key, this.listener, pinned))
    this.enter()
  }

  /** The account of whoever is logged in. */
  account(): Promise<Account> {
    if (!this.cache.meta.self) return Promise.reject({ code: 'NOT_LOGGED_IN' })
    this.loading ??= this.load().catch((error: unknown) => {
      this.loading = undefined
      throw error
    })
    return this.loading
  }

  /** Somebody looks at the page, or nobody does any more. */
  looked(): void {
    this.present?.presence.looked()
  }

  close(): void {
    this.closed = true
    this.present?.close()
    this.login.stop()
    this.line.close()
  }

  /** How far the server's clock is ahead of this device's. */
  get aheadSeconds(): number {
    return this.cache.meta.key?.timeOffsetSeconds ?? 0
  }

  private readonly nowSeconds = (): number => Math.floor(this.options.clock.millis() / 1000) + this.aheadSeconds

  private readonly listener: ConnectionListener = {
    updates: (updates) => {
      if (this.closed) return
      if (updates._ === 'updateShort' && updates.update._ === 'updateLoginToken') this.login.accepted()
      else this.present?.receive(updates)
    },
    gap: () => {
      if (!this.closed) this.present?.catchUp()
    },
    state: (state) => {
      if (this.closed) return
      this.line.changed(state)
      if (state.kind !== 'ready') return
      this.enter()
      this.present?.resume()
    },
    loggedOut: (why) => {
      if (this.closed) return
      if (why === 'keyChanged') this.ports.session({ kind: 'out', why })
      else void this.ports.reset(this.cache.meta.self ? 'ended' : 'new')
    },
    save: (key) => {
      if (this.closed) return
      const { aheadSeconds } = this
      this.cache.set('key', key)
      this.cache.set('pinned', key.fingerprint)
      if (this.aheadSeconds !== aheadSeconds) this.cache.journal.emit({ kind: 'clock', aheadSeconds: this.aheadSeconds })
    },
  }

  private async entered(user: tl.User): Promise<void> {
    this.login.stop()
    this.cache.putUsers([user])
    const self = userPeer(Number(user.id))
    this.cache.set('self', self)
    this.ports.session({ kind: 'in', self })
    await this.cache.journal.flushed()
    this.enter()
  }

  /** Begins with the account, if somebody is in; what could not be loaded is tried again with the next line. */
  private enter(): void {
    if (this.cache.meta.self) void this.account().catch(() => undefined)
  }

  private async load(): Promise<Account> {
    const { Account } = await import('./account')
    const { cache, database, line, nowSeconds } = this
    const account = await Account.open({ cache, database, line, clock: this.options.clock, nowSeconds, visible: this.ports.visible })
    if (this.closed) {
      account.close()
    } else {
      this.present = account
      account.begin()
    }
    return account
  }
}
