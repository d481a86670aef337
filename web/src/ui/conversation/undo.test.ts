import { describe, expect, it } from 'vitest'
import { plain } from '../../model/richText'
import { Undo, type Draftsman } from './undo'

const at = (text: string): Draftsman => ({ rich: plain(text), from: text.length, to: text.length })

describe('undoing', () => {
  it('takes back letters written in one go together, and does them again', () => {
    const undo = new Undo()
    undo.keep(at(''), 'write', 0)
    undo.keep(at('a'), 'write', 100)
    undo.keep(at('ab'), 'write', 5000)
    expect(undo.back(at('abc'))).toEqual(at('ab'))
    expect(undo.back(at('ab'))).toEqual(at(''))
    expect(undo.back(at(''))).toBeUndefined()
    expect(undo.again(at(''))).toEqual(at('ab'))
    expect(undo.again(at('ab'))).toEqual(at('abc'))
  })

  it('parts writing from deleting and formatting', () => {
    const undo = new Undo()
    undo.keep(at(''), 'write', 0)
    undo.keep(at('ab'), 'delete', 10)
    undo.keep(at('a'), '', 20)
    undo.keep(at('a'), '', 30)
    expect([undo.back(at('a')), undo.back(at('a')), undo.back(at('a')), undo.back(at('ab'))].map(it => it?.rich.text)).toEqual(['a', 'a', 'ab', ''])
  })

  it('forgets what was undone when something else is written', () => {
    const undo = new Undo()
    undo.keep(at(''), 'write', 0)
    undo.back(at('a'))
    undo.keep(at(''), 'write', 10)
    expect(undo.again(at('b'))).toBeUndefined()
  })

  it('holds a bounded number of steps', () => {
    const undo = new Undo()
    for (let i = 0; i < 1000; i++) undo.keep(at(String(i)), '', i)
    let steps = 0
    while (undo.back(at('x')) !== undefined) steps++
    expect(steps).toBe(200)
  })
})
