import { beforeAll, describe, expect, it } from 'vitest'
import type * as tl from '@generated/tl'
import file from '@generated/vectors.tsv?raw'
import { bytesOf, hexOf, rows } from '../testing/hex'
import { decode, decodeAnswer, encode, encodeCall, idOf, knows, loadRest, type MethodName, readAny, schema } from './codec'
import { Reader, TlError } from './reader'

/** What the Java codec makes of every constructor and method in use: name, bytes, and the value as JSON. */
const vectors = rows(file) as [name: string, hex: string, json: string][]

/** The value in the form of the vectors' JSON. */
const plain = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'bigint' ? `${part}n` : part instanceof Uint8Array ? `0x${hexOf(part)}` : part,
    ),
  )

it('knows what log-in needs before the rest has come', async () => {
  expect(knows('auth.signIn')).toBe(true)
  expect(knows('messages.getHistory')).toBe(false)
  await loadRest()
  expect(knows('messages.getHistory')).toBe(true)
})

describe('every constructor and method in use', () => {
  beforeAll(loadRest)

  it('is in the vectors', () => {
    expect(new Set(vectors.map(([name]) => name))).toEqual(new Set(schema.names()))
  })

  it('is read as the Java codec reads it, and written as it writes it', () => {
    for (const [name, hex, json] of vectors) {
      const input = new Reader(bytesOf(hex))
      const value = readAny(input)
      input.expectEnd()
      expect(plain(value), name).toEqual(JSON.parse(json))
      expect(hexOf(encode(value)), name).toBe(hex)
      expect(hexOf(encodeCall(name as MethodName, value as never)), name).toBe(hex)
    }
  })

  it('is refused when it is cut short, and never read past its end', () => {
    for (const [name, hex] of vectors) {
      const bytes = bytesOf(hex)
      const query = ['invokeAfterMsg', 'invokeWithLayer', 'initConnection'].includes(name)
      for (let left = 4; left <= bytes.length && !query; left += Math.max(4, (bytes.length >> 4) * 4)) {
        expect(() => readAny(new Reader(bytes.slice(0, -left))), `${name} without ${left}`).toThrow(TlError)
      }
    }
  })
})

describe('damaged values', () => {
  it.each([1, 2, 3])('are read as something else or refused, and nothing worse (seed %i)', (seed) => {
    let state = seed
    const draw = (below: number) => {
      state = (state * 1103515245 + 12345) % 2147483648
      return Math.floor((state / 2147483648) * below)
    }
    for (const [name, hex] of vectors) {
      const bytes = bytesOf(hex)
      for (let i = draw(4); i >= 0; i--) bytes[draw(bytes.length)] = draw(256)
      try {
        readAny(new Reader(bytes))
      } catch (error) {
        expect(error, name).toBeInstanceOf(TlError)
      }
    }
  })
})

describe('broken bytes', () => {
  const int = (...values: number[]) => new Uint8Array(Int32Array.from(values).buffer)

  it('names an id that it does not know', () => {
    expect(() => decode('Updates', int(0x12345678))).toThrow('unknown id 0x12345678')
    expect(() => decode('Updates', int(0x8000_0001))).toThrow('unknown id 0x80000001')
  })

  it('takes no constructor of another type', () => {
    expect(() => decode('Peer', encode({ _: 'inputPeerSelf' }))).toThrow('inputPeerSelf where a Peer belongs')
    expect(() => decodeAnswer('updates.getState', encode({ _: 'inputPeerSelf' }))).toThrow(TlError)
  })

  it('believes no count that the bytes cannot hold', () => {
    const head = [idOf('msgs_ack'), 0x1cb5c415]
    expect(() => decode('MsgsAck', int(...head, 0x7fffffff))).toThrow('a vector of 2147483647')
    expect(() => decode('MsgsAck', int(...head, -1))).toThrow('a vector of -1')
    expect(() => decode('MsgsAck', int(idOf('msgs_ack'), 7, 0))).toThrow('where a vector belongs')
  })

  it('does not nest without end', () => {
    const nested: number[] = []
    for (let i = 0; i < 10_000; i++) nested.push(idOf('jsonArray'), 0x1cb5c415, 1)
    expect(() => decode('JSONValue', int(...nested, idOf('jsonNull')))).toThrow('nested too deep')
  })

  it('takes nothing after the value', () => {
    expect(() => decode('InputPeer', int(idOf('inputPeerSelf'), 0))).toThrow('4 bytes too many')
  })

  it('takes no length beyond the end', () => {
    const name = idOf('jsonString')
    for (const head of [0xff, 0xfe | (0xffff << 8), 200]) {
      expect(() => decode('JSONValue', int(name, head))).toThrow(TlError)
    }
  })
})

describe('writing', () => {
  it('says which field is missing', () => {
    const call = { peer: { _: 'inputPeerSelf' }, message: 'x' } as unknown as tl.messages.sendMessage
    expect(() => encodeCall('messages.sendMessage', call)).toThrow('messages.sendMessage without randomId')
  })

  it('sets no flag for what is false or not there', () => {
    const call = { peer: { _: 'inputPeerSelf' }, message: 'x', randomId: 1n } as const
    expect(encodeCall('messages.sendMessage', { ...call, silent: false, replyTo: undefined })).toEqual(
      encodeCall('messages.sendMessage', call),
    )
  })

  it('refuses what is not in use', () => {
    expect(() => encode({ _: 'nothing' } as unknown as tl.Any)).toThrow('nothing is not in use')
  })
})
