/** A type as a field or a result names it. */
export interface Type {
  readonly name: string
  /** What a vector holds. */
  readonly element: Type | undefined
  /** Written without its id. */
  readonly bare: boolean
}

export interface Field {
  /** In camel case, as the generated types have it. */
  readonly name: string
  readonly type: Type
  /** The flags field, and the bit in it, that say whether this field is there. */
  readonly flags: string | undefined
  readonly bit: number
}

export interface Definition {
  readonly name: string
  readonly id: number
  readonly fields: readonly Field[]
  readonly result: Type
}

/**
 * The definitions of a schema by name and by id. Of each line only the id, which is the CRC-32 of the line, is worked out before
 * the definition is asked for.
 */
export class Schema {
  readonly #lines = new Map<string, string>()
  readonly #names = new Map<number, string>()
  readonly #parsed = new Map<string, Definition>()

  /** @param text one definition a line; see tl-generator's CodecTable */
  add(text: string): void {
    for (const line of text.split('\n')) {
      if (line !== '') {
        const name = line.slice(0, line.indexOf(' '))
        this.#lines.set(name, line)
        this.#names.set(idOf(line), name)
      }
    }
  }

  names(): Iterable<string> {
    return this.#lines.keys()
  }

  byId(id: number): Definition | undefined {
    const name = this.#names.get(id)
    return name === undefined ? undefined : this.byName(name)
  }

  byName(name: string): Definition | undefined {
    let definition = this.#parsed.get(name)
    if (!definition) {
      const line = this.#lines.get(name)
      if (line === undefined) return undefined
      definition = parse(line)
      this.#parsed.set(name, definition)
    }
    return definition
  }
}

const BASIC = /^(#|!X|int|long|double|string|bytes|true|int128|int256)$/

function typeOf(text: string): Type {
  const vector = /^([vV])ector<(.*)>$/.exec(text)
  if (vector) return { name: 'Vector', element: typeOf(vector[2] ?? ''), bare: vector[1] === 'v' }
  const name = text.slice(text.lastIndexOf('.') + 1)
  return { name: text, element: undefined, bare: /^[a-z]/.test(name) && !BASIC.test(text) }
}

function parse(line: string): Definition {
  const words = line.split(' ')
  return {
    name: words[0] ?? '',
    id: idOf(line),
    fields: words.slice(1, -2).map(field),
    result: typeOf(words.at(-1) ?? ''),
  }
}

function field(text: string): Field {
  const [, name = '', flags, bit, type = ''] = /^(\w+):(?:(\w+)\.(\d+)\?)?(.+)$/.exec(text) ?? []
  return {
    name: name.replace(/_+(.)/g, (_, first: string) => first.toUpperCase()),
    type: typeOf(type),
    flags,
    bit: Number(bit ?? 0),
  }
}

/** The CRC-32 of a line, without flags that are only true, and with bytes as strings; see core.telegram.org/mtproto/TL. */
function idOf(line: string): number {
  const text = line
    .replace(/ \w+:\w+\.\d+\?true/g, '')
    .replace(/([:?])bytes /g, '$1string ')
    .replace(/</g, ' ')
    .replace(/>/g, '')
  return crc32(text.includes('!X') ? text.replace(' ', ' X:Type ') : text)
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let i = 0; i < 8; i++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest
})

function crc32(text: string): number {
  let crc = -1
  for (let i = 0; i < text.length; i++) {
    crc = (CRC_TABLE[(crc ^ text.charCodeAt(i)) & 255] ?? 0) ^ (crc >>> 8)
  }
  return ~crc
}
