import type { EngineEvent } from './api'
import type { Database, Table, Write } from './database'

/** More than this is not kept for another try when the disk refuses it: from then on this run lives in memory alone. */
const MAX_PENDING = 20_000

/**
 * What changes on its way to the disk and to the screens. All that is put here in one turn is written in one transaction, in
 * the order of the turns, and the events that belong to it are told after it is written; so whatever a screen has seen, and
 * the state of the updates (pts) with it, is what the next start begins from.
 */
export class Journal {
  private writes: Write[] = []
  private events: EngineEvent[] = []
  private current: Promise<void> = Promise.resolve()
  private next: Promise<void> | undefined
  private ended = false
  private refused = false

  constructor(
    private database: Database | undefined,
    private readonly tell: (event: EngineEvent) => void,
  ) {}

  /** Whether there is a disk behind it. */
  get durable(): boolean {
    return this.database !== undefined
  }

  /** Whether what is put here is on the disk, or will be. */
  get keeps(): boolean {
    return this.durable && !this.refused
  }

  put(table: Table, key: IDBValidKey, value: unknown): void {
    if (this.database && !this.ended) this.writes.push({ table, key, value })
    void this.flushed()
  }

  remove(table: Table, key: IDBValidKey | IDBKeyRange): void {
    if (this.database && !this.ended) this.writes.push({ table, key, gone: true })
    void this.flushed()
  }

  emit(event: EngineEvent): void {
    if (!this.ended) this.events.push(event)
    void this.flushed()
  }

  /** Resolves when everything up to now is on the disk and told. */
  flushed(): Promise<void> {
    this.next ??= this.current.then(() => {
      this.current = this.next!
      this.next = undefined
      return this.flush()
    })
    return this.next
  }

  /** The disk, once everything up to now is on it. */
  async disk(): Promise<Database | undefined> {
    await this.flushed()
    return this.database
  }

  /** Takes nothing any more, forgets what is on its way, and gives the disk to whoever comes next. */
  async end(): Promise<Database | undefined> {
    this.ended = true
    this.writes = []
    this.events = []
    return this.disk()
  }

  private async flush(): Promise<void> {
    const { writes, events } = this
    this.writes = []
    this.events = []
    if (this.database && writes.length > 0) {
      await this.database.write(writes).then(
        () => this.refuses(false),
        () => this.keepBack(writes),
      )
    }
    for (const event of events) this.tell(event)
  }

  private refuses(refused: boolean): void {
    if (this.refused === refused) return
    this.refused = refused
    this.emit({ kind: 'keeping', keeps: this.keeps })
  }

  /** The disk is full, or broken: it is tried again with whatever comes next. */
  private keepBack(writes: Write[]): void {
    this.refuses(true)
    this.writes = [...writes, ...this.writes]
    if (this.writes.length <= MAX_PENDING) return
    this.database?.close()
    this.database = undefined
    this.writes = []
  }
}
