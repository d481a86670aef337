import { schema as first } from '@generated/schema'
import type * as tl from '@generated/tl'
import { Reader, TlError } from './reader'
import { type Definition, type Field, Schema, type Type } from './schema'
import { Writer } from './writer'

/**
 * Reads and writes TL by the schema's own text: each definition in use is interpreted, none has code of its own. What log-in needs
 * is there at once, the rest after {@link loadRest}.
 */

export type MethodName = keyof tl.Methods
export type RequestOf<M extends MethodName> = tl.Methods[M]['request']
export type ResponseOf<M extends MethodName> = tl.Methods[M]['response']

const VECTOR = 0x1cb5c415
const TRUE = 0x997275b5 | 0
const FALSE = 0xbc799737 | 0

/** How deep values may nest. What is real stays below ten. */
const MAX_DEPTH = 32

/** No element of a vector takes less. */
const MIN_ELEMENT = 4

type Value = Record<string, unknown>

export const schema = new Schema()
schema.add(first)

let rest: Promise<void> | undefined

/** Loads the definitions that log-in does without. */
export function loadRest(): Promise<void> {
  rest ??= import('@generated/rest').then(
    ({ schema: text }) => schema.add(text),
    (error: unknown) => {
      rest = undefined
      throw error
    },
  )
  return rest
}

/** Whether a method can be called as things are. */
export const knows = (method: MethodName): boolean => schema.byName(method) !== undefined

/** The id of a constructor or method in use. */
export function idOf(name: string): number {
  return definitionOf(name).id
}

/** A value with its id. */
export function encode(value: tl.Any): Uint8Array {
  const out = new Writer()
  writeObject(out, value as unknown as Value)
  return out.toBytes()
}

export function encodeCall<M extends MethodName>(method: M, request: RequestOf<M>): Uint8Array {
  const out = new Writer()
  const definition = definitionOf(method)
  out.int(definition.id)
  writeFields(out, definition, request as Value)
  return out.toBytes()
}

/** A value of the type, which takes up all the bytes. */
export function decode(type: string, bytes: Uint8Array): unknown {
  const input = new Reader(bytes)
  const value = read(input, { name: type, element: undefined, bare: false }, 0)
  input.expectEnd()
  return value
}

/** A value of any constructor in use, at the beginning of what the reader has left. */
export function readAny(input: Reader): tl.Any {
  const id = input.int()
  return readFields(input, known(id), 0) as unknown as tl.Any
}

export function decodeAnswer<M extends MethodName>(method: M, bytes: Uint8Array): ResponseOf<M> {
  const input = new Reader(bytes)
  const value = read(input, definitionOf(method).result, 0)
  input.expectEnd()
  return value as ResponseOf<M>
}

function definitionOf(name: string): Definition {
  const definition = schema.byName(name)
  if (!definition) throw new RangeError(`${name} is not in use`)
  return definition
}

function known(id: number): Definition {
  const definition = schema.byId(id)
  if (!definition) throw new TlError(`unknown id 0x${(id >>> 0).toString(16).padStart(8, '0')}`)
  return definition
}

function read(input: Reader, type: Type, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new TlError('nested too deep')
  if (type.element) return readVector(input, type.element, type.bare, depth)
  switch (type.name) {
    case 'int':
      return input.int()
    case 'long':
      return input.long()
    case 'double':
      return input.double()
    case 'string':
      return input.string()
    case 'bytes':
      return input.bytes()
    case 'int128':
      return input.raw(16).slice()
    case 'int256':
      return input.raw(32).slice()
    case 'Bool':
      return readBool(input)
    case '!X':
      return input.raw(input.remaining).slice()
    default: {
      const definition = type.bare ? definitionOf(type.name) : known(input.int())
      if (!type.bare && definition.result.name !== type.name) {
        throw new TlError(`${definition.name} where a ${type.name} belongs`)
      }
      return readFields(input, definition, depth)
    }
  }
}

function readVector(input: Reader, element: Type, bare: boolean, depth: number): unknown[] {
  if (!bare && input.int() !== VECTOR) throw new TlError('something else where a vector belongs')
  const count = input.int()
  if (count < 0 || count * MIN_ELEMENT > input.remaining) throw new TlError(`a vector of ${count}`)
  const values: unknown[] = []
  for (let i = 0; i < count; i++) values.push(read(input, element, depth + 1))
  return values
}

function readBool(input: Reader): boolean {
  const id = input.int()
  if (id !== TRUE && id !== FALSE) throw new TlError('something else where a Bool belongs')
  return id === TRUE
}

function readFields(input: Reader, definition: Definition, depth: number): Value {
  const value: Value = { _: definition.name }
  const flags: Record<string, number> = {}
  for (const field of definition.fields) {
    if (field.type.name === '#') {
      flags[field.name] = input.int()
    } else if (field.flags === undefined || ((flags[field.flags] ?? 0) >>> field.bit) & 1) {
      value[field.name] = field.type.name === 'true' || read(input, field.type, depth + 1)
    }
  }
  return value
}

function write(out: Writer, type: Type, value: unknown): void {
  if (type.element) {
    const values = value as unknown[]
    if (!type.bare) out.int(VECTOR)
    out.int(values.length)
    for (const element of values) write(out, type.element, element)
    return
  }
  switch (type.name) {
    case 'int':
      return out.int(value as number)
    case 'long':
      return out.long(value as bigint)
    case 'double':
      return out.double(value as number)
    case 'string':
      return out.string(value as string)
    case 'bytes':
      return out.bytes(value as Uint8Array)
    case 'int128':
    case 'int256':
    case '!X':
      return out.raw(value as Uint8Array)
    case 'Bool':
      return out.int(value ? TRUE : FALSE)
    default:
      if (type.bare) writeFields(out, definitionOf(type.name), value as Value)
      else writeObject(out, value as Value)
  }
}

function writeObject(out: Writer, value: Value): void {
  const definition = definitionOf(String(value['_']))
  out.int(definition.id)
  writeFields(out, definition, value)
}

function writeFields(out: Writer, definition: Definition, value: Value): void {
  for (const field of definition.fields) {
    if (field.type.name === '#') {
      out.int(flagsOf(definition, field, value))
    } else if (field.type.name !== 'true') {
      const part = value[field.name]
      if (part !== undefined) write(out, field.type, part)
      else if (field.flags === undefined) throw new TypeError(`${definition.name} without ${field.name}`)
    }
  }
}

function flagsOf(definition: Definition, flags: Field, value: Value): number {
  let bits = 0
  for (const field of definition.fields) {
    if (field.flags === flags.name) {
      const part = value[field.name]
      if (field.type.name === 'true' ? part === true : part !== undefined) bits |= 1 << field.bit
    }
  }
  return bits
}
