import type * as tl from '@generated/tl'
import { actionsOf } from './actions'
import type { Cache } from './cache'
import type { ApiMethod, Handlers } from './calls'
import type { Clock } from './clock'
import type { Database } from './database'
import { Dialogs } from './dialogs'
import { effectsOf } from './effects'
import { History } from './history'
import { Intents } from './intents'
import type { Line } from './line'
import { Outbox } from './outbox'
import { People } from './people'
import { Presence } from './presence'
import { searchApi } from './search'
import { settingsApi } from './settings'
import { Talks } from './talks'
import { Updates } from './updates'

const RETRY_MILLIS = 2_000

interface AccountPorts {
  cache: Cache
  database: Database | undefined
  line: Line
  clock: Clock
  nowSeconds: () => number
  /** The tabs that somebody looks at. */
  visible: ReadonlySet<string>
}

/** What an account answers; the rest is for whoever is out as well. */
export type AccountMethod = Exclude<ApiMethod, OpenMethod>
export type OpenMethod =
  | 'sendCode'
  | 'resendCode'
  | 'signIn'
  | 'signUp'
  | 'startLoginToken'
  | 'stopLoginToken'
  | 'logOut'
  | 'forgetDevice'
  | 'deleteAccount'
  | 'storageUsed'
  | 'setVisible'
  | 'reconnect'

/** All that works only for somebody who is logged in. It is loaded then, not before. */
export class Account {
  readonly presence: Presence
  readonly handlers: Pick<Handlers, AccountMethod>
  private readonly updates: Updates
  private readonly dialogs: Dialogs
  private readonly people: People
  private readonly outbox: Outbox
  private readonly intents: Intents
  private closed = false

  private constructor(
    private readonly ports: AccountPorts,
    talks: Talks,
  ) {
    const { cache, line, clock, nowSeconds } = ports
    const updates = () => this.updates
    const outbox = new Outbox(cache, talks, line, clock, updates)
    const dialogs = new Dialogs(cache, talks, line, clock, updates)
    const people = new People(cache, line, updates)
    const presence = new Presence(cache, line, clock, ports.visible)
    const intents = new Intents(cache, line, clock, updates, {
      read: (peer) => dialogs.recount(peer),
      contested: (peer) => dialogs.doubt(peer),
    })
    const effects = effectsOf({ cache, talks, dialogs, outbox, intents, people, nowSeconds, reload: () => void this.read() })
    const history = new History(cache, talks, outbox, line)
    this.presence = presence
    this.dialogs = dialogs
    this.people = people
    this.outbox = outbox
    this.intents = intents
    this.updates = new Updates(cache, line, clock, effects)
    this.handlers = {
      ...history.api,
      ...people.api,
      ...searchApi(cache, history, talks, line),
      ...settingsApi(cache, line, people),
      ...actionsOf({ cache, talks, line, dialogs, outbox, intents, presence, updates: this.updates, nowSeconds }),
    }
  }

  /** With what is kept of it. */
  static async open(ports: AccountPorts): Promise<Account> {
    const { cache, database, clock } = ports
    const talks = await Talks.open(cache.journal, database, () => clock.millis())
    const account = new Account(ports, talks)
    await Promise.all([account.outbox.load(database), account.intents.load(database)])
    return account
  }

  /** Reads what was missed, or everything. */
  begin(): void {
    this.outbox.start()
    void this.dialogs.check()
    if (this.ports.cache.meta.state) void this.updates.catchUp()
    else void this.read()
    if (this.ports.line.ready) this.resume()
  }

  /** There is a line again. */
  resume(): void {
    void this.intents.tell()
    this.presence.renew()
  }

  receive(updates: tl.Updates): void {
    if (this.ports.cache.meta.state) void this.updates.receive(updates)
  }

  /** Something may be missing. */
  catchUp(): void {
    if (this.ports.cache.meta.state) void this.updates.catchUp()
  }

  close(): void {
    this.closed = true
    this.updates.close()
    this.outbox.close()
    this.intents.close()
    this.presence.close()
  }

  /** The state and the top of the list from the server; again and again until it is there. */
  private async read(): Promise<void> {
    const { cache, line, clock } = this.ports
    for (;;) {
      try {
        if (!cache.meta.state) {
          const { pts, qts, date } = await line.invoke('updates.getState', {})
          if (this.closed) return
          cache.set('state', { pts, qts, date })
        }
        await this.dialogs.begin()
        await this.people.defaultNotify()
        return
      } catch {
        if (this.closed) return
        await new Promise<void>((resolve) => clock.after(RETRY_MILLIS, resolve))
      }
    }
  }
}
