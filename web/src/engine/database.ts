/** The tables of the cache. Keys: a name, a peer, `[peer, id]` for messages, a message's key for the outbox. */
const TABLES = ['meta', 'peers', 'dialogs', 'talks', 'messages', 'outbox', 'intents'] as const
export type Table = (typeof TABLES)[number]

export type Write =
  | { table: Table; key: IDBValidKey; value: unknown }
  | { table: Table; key: IDBValidKey | IDBKeyRange; gone: true }

/** All messages of a conversation, as a range of keys. */
export const messagesOf = (peer: string): IDBKeyRange => IDBKeyRange.bound([peer], [peer, []])

const VERSION = 1

/** What this device keeps, in IndexedDB. */
export class Database {
  private constructor(private readonly base: IDBDatabase) {}

  static async open(name: string, factory: IDBFactory): Promise<Database> {
    const request = factory.open(name, VERSION)
    request.onupgradeneeded = () => {
      for (const table of TABLES) {
        const store = request.result.createObjectStore(table)
        if (table === 'messages') store.createIndex('id', 'id')
      }
    }
    const base = await done(request)
    base.onversionchange = () => base.close()
    return new Database(base)
  }

  /** All of it in one transaction. */
  async write(writes: readonly Write[]): Promise<void> {
    const tables = [...new Set(writes.map((write) => write.table))]
    if (tables.length === 0) return
    const transaction = this.base.transaction(tables, 'readwrite')
    for (const write of writes) {
      const store = transaction.objectStore(write.table)
      if ('gone' in write) store.delete(write.key)
      else store.put(write.value, write.key)
    }
    // At once, and not when it is clear that nothing more comes: the page may be about to go.
    transaction.commit()
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
    })
  }

  /** Every value of the tables, read at one moment. */
  readAll(tables: readonly Table[]): Promise<unknown[][]> {
    const transaction = this.base.transaction(tables, 'readonly')
    return Promise.all(tables.map((table) => done(transaction.objectStore(table).getAll())))
  }

  async readRange(table: Table, range: IDBKeyRange): Promise<unknown[]> {
    return done(this.base.transaction(table, 'readonly').objectStore(table).getAll(range))
  }

  /** The messages with these ids, of whichever conversation. */
  async messagesById(ids: readonly number[]): Promise<unknown[]> {
    const index = this.base.transaction('messages', 'readonly').objectStore('messages').index('id')
    return (await Promise.all(ids.map((id) => done(index.getAll(id))))).flat()
  }

  count(table: Table): Promise<number> {
    return done(this.base.transaction(table, 'readonly').objectStore(table).count())
  }

  async clear(): Promise<void> {
    const transaction = this.base.transaction(TABLES, 'readwrite')
    await Promise.all(TABLES.map((table) => done(transaction.objectStore(table).clear())))
  }

  close(): void {
    this.base.close()
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('failed'))
  })
