/** Which messages are marked, by key. `from` is where a stretch begins that is marked with Shift. */
export interface Selection {
  keys: ReadonlySet<string>
  from: string | undefined
}

export const NONE: Selection = { keys: new Set(), from: undefined }

/** A server takes this many messages in one call to forward or delete. */
export const MOST = 100

export function toggled(selection: Selection, key: string): Selection {
  const keys = new Set(selection.keys)
  if (!keys.delete(key) && keys.size < MOST) keys.add(key)
  return { keys, from: key }
}

/** Marks all from the last one that was touched to this one. */
export function extended(selection: Selection, key: string, order: readonly string[]): Selection {
  const start = selection.from === undefined ? -1 : order.indexOf(selection.from)
  const end = order.indexOf(key)
  if (end < 0) return selection
  if (start < 0) return toggled(selection, key)
  const keys = new Set(selection.keys)
  const step = end < start ? -1 : 1
  for (let i = start; i !== end + step && keys.size < MOST; i += step) keys.add(order[i]!)
  return { keys, from: selection.from }
}

/** Without what is gone. */
export function kept(selection: Selection, isThere: (key: string) => boolean): Selection {
  const keys = [...selection.keys].filter(isThere)
  return keys.length === selection.keys.size ? selection : { keys: new Set(keys), from: selection.from }
}
