import { createMemo, createSignal, type Accessor } from 'solid-js'

interface Cell<T> {
  key: string
  value: Accessor<T>
}

/** Gives everything in a list a cell that stays as long as its key is there, so that what shows it stays too and only what changed is drawn. */
export function keyed<T extends { key: string }>(list: Accessor<readonly T[]>, same: (a: T, b: T) => boolean): Accessor<Cell<T>[]> {
  let cells = new Map<string, Cell<T> & { set: (value: T) => void }>()
  return createMemo(() => {
    const next: typeof cells = new Map()
    for (const value of list()) {
      let cell = cells.get(value.key)
      if (cell === undefined) {
        const [read, write] = createSignal(value, { equals: same })
        cell = { key: value.key, value: read, set: changed => write(() => changed) }
      } else cell.set(value)
      next.set(value.key, cell)
    }
    cells = next
    return [...next.values()]
  })
}
